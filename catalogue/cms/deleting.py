"""Deleting what staff edit: what others rest on stays, and the person is told what to do instead."""

from django.db.models import ProtectedError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.snippets.views.snippets import DeleteView


class DeleteUnusedView(DeleteView):
    """Wagtail asks its own index of uses, which is not told of everything; the database is."""

    def form_valid(self, form: Form) -> HttpResponse:
        try:
            response: HttpResponse = super().form_valid(form)
        except ProtectedError:
            words = _("“%(name)s” is in use and stays. Take it out of use, or change what uses it first.")
            messages.error(self.request, words % {"name": self.object})
            return redirect(self.model.snippet_viewset.get_url_name("edit"), self.object.pk)
        return response

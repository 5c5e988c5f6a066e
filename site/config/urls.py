"""Addresses. Indonesian without a prefix, English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.utils.functional import lazy
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from accounts import views as account_views
from config.health import healthz, readyz
from config.uploads import upload
from discovery.views.offline import service_worker
from discovery.views.sharing import share_jpeg
from pages.robots import robots_txt, sitemap_index, sitemap_section
from shops.claims.views import evidence_file
from shops.curation import translating
from shops.curation.history import site_history, workflow_report, workflow_tasks_report

#: Known once the files are collected, so asked for when it is needed.
static_lazy = lazy(static, str)

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    # Browsers ask for it by this name whatever the page says.
    path("favicon.ico", RedirectView.as_view(url=static_lazy("img/favicon.ico"))),
    path("robots.txt", robots_txt, name="robots"),
    path("sw.js", service_worker, name="service_worker"),
    re_path(
        r"^bagikan/(?P<kind>[a-z]+)/(?P<language>id|en)/(?P<key>[0-9]{1,18})-(?P<version>[0-9a-f]{16})\.jpg$",
        share_jpeg,
        name="share_picture",
    ),
    path("sitemap.xml", sitemap_index, name="sitemap"),
    path("sitemap-<slug:name>-<int:number>.xml", sitemap_section, name="sitemap_section"),
    # Wagtail's own sign-in knows no second factor: allauth's takes its place.
    path("cms/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    # And its reports on the whole site no regions: these stand before its own.
    path("cms/reports/site-history/", site_history),
    path("cms/reports/site-history/results/", site_history, {"results_only": True}),
    path("cms/reports/workflow/", workflow_report),
    path("cms/reports/workflow/results/", workflow_report, {"results_only": True}),
    path("cms/reports/workflow_tasks/", workflow_tasks_report),
    path("cms/reports/workflow_tasks/results/", workflow_tasks_report, {"results_only": True}),
    path("cms/localize/api/snippets/<slug:app_label>/<slug:model_name>/", translating.rows),
    path("cms/localize/api/snippets/<slug:app_label>/<slug:model_name>/<str:pk>/", translating.row),
    path("cms/", include(wagtailadmin_urls)),
    path("dokumen/", include(wagtaildocs_urls)),
    path("bukti/<int:pk>/", evidence_file, name="evidence_file"),
    path("media/<path:path>", upload),
]

urlpatterns += i18n_patterns(
    path("akun/", account_views.home, name="account_home"),
    path("akun/menu/", account_views.menu, name="account_menu"),
    path("akun/", include("allauth.urls")),
    path("penjual/daftar/", include("shops.registration.urls")),
    path("penjual/", include("shops.teams.urls")),
    path("penjual/", include("shops.standing.urls")),
    path("penjual/", include("shops.readiness.urls")),
    path("penjual/", include("shops.claims.urls")),
    path("penjual/", include("promotions.panel_urls")),
    path("penjual/", include("shops.panel.urls")),
    # So does its sign-in for pages that are kept to some: it would also pass by the limits on attempts.
    path("_util/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("lapor/", include("shops.review.public_urls")),
    path("", include("discovery.urls")),
    path("", include("storefront.urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)

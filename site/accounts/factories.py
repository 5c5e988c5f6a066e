"""Makes people for tests."""

import factory

from accounts.models import User


class UserFactory(factory.django.DjangoModelFactory[User]):
    """A person who can sign in with the password "rahasia-uji-123"."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"orang{n}@example.com")
    first_name = factory.Sequence(lambda n: f"Orang {n}")

    @classmethod
    def _create(cls, model_class: type[User], *args: object, **kwargs: object) -> User:
        kwargs.setdefault("password", "rahasia-uji-123")
        return User.objects.create_user(*args, **kwargs)  # type: ignore[arg-type]  # what a factory is given may be anything

"""Pictures that go along when a page is passed on."""

"""What a curation keeps beside Wagtail's workflow: who looks after which region, what was said and done."""

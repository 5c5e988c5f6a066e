"""What machines ask for: share pictures, the web manifest, the service worker and its pages."""

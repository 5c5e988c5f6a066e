"""Pictures drawn by the project: products, shop covers, logos and campaign headers."""

"""What the pictures of the window show: frozen descriptions made from results, without a pixel in them."""

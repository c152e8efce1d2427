"""What files to take away are made with, whatever they hold."""

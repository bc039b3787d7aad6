"""What changes a writer's files on purpose: new articles and articles that move."""

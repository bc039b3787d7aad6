"""Building whole sites fast: work shared over cores, rendered bodies kept between builds."""

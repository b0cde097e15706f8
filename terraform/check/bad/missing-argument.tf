# Expected: The argument "load_balancer_arn" is required, but no definition was found.
terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

resource "aws_lb_listener" "this" {
  port = 443

  default_action {
    type = "forward"
  }
}

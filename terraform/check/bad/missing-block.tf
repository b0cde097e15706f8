# Expected: At least 1 "default_action" blocks are required.
terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

resource "aws_lb_listener" "this" {
  load_balancer_arn = "arn"
}

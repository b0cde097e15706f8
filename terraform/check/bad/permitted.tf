# Expected: aws_lb_listener.mutual_authentication.mode cannot be "passthru". AWS permits: off, passthrough, verify.
terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

resource "aws_lb_listener" "this" {
  load_balancer_arn = "arn"

  default_action {
    type = "forward"
  }

  mutual_authentication {
    mode = "passthru"
  }
}

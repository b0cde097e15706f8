# Elastic Beanstalk: "Go on Amazon Linux 2023" with a Procfile runs the one binary behind the platform's nginx.

data "aws_region" "current" {}

data "aws_elastic_beanstalk_solution_stack" "go" {
  most_recent = true
  name_regex  = "^64bit Amazon Linux 2023 .* running Go 1$"
}

# Before the environment: else Elastic Beanstalk makes them, without our key.
resource "aws_cloudwatch_log_group" "this" {
  for_each = toset([
    "var/log/web.stdout.log", # The application: requests, audit log, metrics. The platform writes both of its streams here.
    "var/log/web.stderr.log",
    "var/log/nginx/access.log",
    "var/log/nginx/error.log",
    "var/log/eb-engine.log",
    "var/log/eb-hooks.log",
    "environment-health.log",
  ])

  name              = "/aws/elasticbeanstalk/${var.name}/${each.key}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.logs_kms_key_arn
}

resource "aws_elastic_beanstalk_application" "this" {
  name        = var.name
  description = "Treasury Plane"
}

resource "aws_elastic_beanstalk_application_version" "this" {
  name        = var.release.version
  application = aws_elastic_beanstalk_application.this.name
  description = "Treasury Plane ${var.release.version}"
  bucket      = var.release.bucket
  key         = var.release.key

  # The old version is still in use while the new one is rolled out.
  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_elastic_beanstalk_environment" "this" {
  name                   = var.name
  application            = aws_elastic_beanstalk_application.this.name
  description            = "Treasury Plane"
  tier                   = "WebServer"
  solution_stack_name    = coalesce(var.solution_stack_name, data.aws_elastic_beanstalk_solution_stack.go.name)
  version_label          = aws_elastic_beanstalk_application_version.this.name
  wait_for_ready_timeout = "60m"

  dynamic "setting" {
    for_each = local.settings

    content {
      namespace = setting.value.namespace
      name      = setting.value.name
      value     = setting.value.value
      resource  = "" # Left out, the provider sees a difference for ever.
    }
  }

  lifecycle {
    # Managed updates move the platform forward.
    ignore_changes = [solution_stack_name]

    precondition {
      condition     = local.environment_bytes <= 4096
      error_message = "Elastic Beanstalk takes 4,096 bytes of environment in all; these are ${local.environment_bytes}. Move settings into the secret app-config."
    }

    precondition {
      condition     = floor(var.database.max_connections * 0.8 / local.instances_at_most) >= 6
      error_message = "${local.instances_at_most} instances (while a release is rolled out) do not fit into ${var.database.max_connections} connections. Raise max_acu or lower max_instances."
    }

    precondition {
      condition     = var.https_listener_arn != ""
      error_message = "The HTTPS listener must exist first."
    }
  }

  depends_on = [aws_cloudwatch_log_group.this]
}

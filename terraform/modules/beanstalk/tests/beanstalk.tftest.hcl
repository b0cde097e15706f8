mock_provider "aws" {
  source = "../../check/mocks"
}

variables {
  name                  = "treasury-plane"
  vpc_id                = "vpc-0123456789abcdef0"
  private_subnet_ids    = ["subnet-b", "subnet-a"]
  public_subnet_ids     = ["subnet-d", "subnet-c"]
  load_balancer_cidrs   = ["10.0.1.0/24", "10.0.2.0/24"]
  security_group_id     = "sg-0123456789abcdef0"
  load_balancer_arn     = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/plane/1"
  https_listener_arn    = "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/plane/1/2"
  hostnames             = ["plane.agency.gov"]
  instance_profile_name = "treasury-plane-instance"
  service_role_name     = "treasury-plane-beanstalk-service"
  secret_names          = ["db-credentials", "app-secret-key"]
  logs_kms_key_arn      = "arn:aws:kms:us-east-1:123456789012:key/logs"

  release = {
    version = "1.0.0"
    bucket  = "releases"
    key     = "treasury-plane-1.0.0.zip"
  }

  database = {
    host            = "cluster.example.us-east-1.rds.amazonaws.com"
    port            = 5432
    name            = "treasury_plane"
    iam_auth        = false
    max_connections = 901
  }

  files = {
    bucket     = "files"
    kms_key_id = "arn:aws:kms:us-east-1:123456789012:key/data"
  }
}

run "scaling" {
  command = plan

  assert {
    condition     = { for it in aws_elastic_beanstalk_environment.this.setting : it.name => it.value if it.namespace == "aws:autoscaling:asg" && contains(["MinSize", "MaxSize", "Availability Zones"], it.name) } == { "Availability Zones" = "Any 2", MaxSize = "4", MinSize = "2" }
    error_message = "Two to four instances in both zones."
  }

  assert {
    condition     = { for it in aws_elastic_beanstalk_environment.this.setting : it.name => it.value if it.namespace == "aws:autoscaling:trigger" && contains(["MeasureName", "UpperThreshold", "LowerThreshold"], it.name) } == { LowerThreshold = "25", MeasureName = "CPUUtilization", UpperThreshold = "70" }
    error_message = "The CPU must decide about the number of instances."
  }

  assert {
    condition     = { for it in aws_elastic_beanstalk_environment.this.setting : it.name => it.value if it.namespace == "aws:ec2:instances" } == { InstanceTypes = "t3.small" }
    error_message = "Instances must be t3.small unless told otherwise."
  }
}

run "placement" {
  command = plan

  assert {
    condition     = { for it in aws_elastic_beanstalk_environment.this.setting : it.name => it.value if it.namespace == "aws:ec2:vpc" } == { AssociatePublicIpAddress = "false", ELBSubnets = "subnet-c,subnet-d", Subnets = "subnet-a,subnet-b", VPCId = "vpc-0123456789abcdef0" }
    error_message = "Instances must lie in the private subnets, without public addresses."
  }

  assert {
    condition     = { for it in aws_elastic_beanstalk_environment.this.setting : it.name => it.value if it.namespace == "aws:autoscaling:launchconfiguration" && contains(["DisableIMDSv1", "SecurityGroups", "IamInstanceProfile", "DisableDefaultEC2SecurityGroup"], it.name) } == { DisableDefaultEC2SecurityGroup = "true", DisableIMDSv1 = "true", IamInstanceProfile = "treasury-plane-instance", SecurityGroups = "sg-0123456789abcdef0" }
    error_message = "Instances must use our group and role, and metadata by token only."
  }

  assert {
    condition     = !anytrue([for it in aws_elastic_beanstalk_environment.this.setting : it.name == "EC2KeyName"])
    error_message = "Instances must have no SSH key."
  }

  assert {
    condition     = aws_elastic_beanstalk_environment.this.tier == "WebServer" && can(regex("Amazon Linux 2023 .* running Go", aws_elastic_beanstalk_environment.this.solution_stack_name)) && aws_elastic_beanstalk_environment.this.version_label == "1.0.0"
    error_message = "The release must run on Go on Amazon Linux 2023."
  }

  assert {
    condition     = alltrue([for it in aws_elastic_beanstalk_environment.this.setting : it.resource == ""])
    error_message = "Settings without an empty resource differ for ever."
  }
}

run "load_balancer" {
  command = plan

  assert {
    condition     = { for it in aws_elastic_beanstalk_environment.this.setting : it.name => it.value if it.namespace == "aws:elasticbeanstalk:environment" } == { EnvironmentType = "LoadBalanced", LoadBalancerIsShared = "true", LoadBalancerType = "application", ServiceRole = "treasury-plane-beanstalk-service" } && one([for it in aws_elastic_beanstalk_environment.this.setting : it.value if it.name == "SharedLoadBalancer"]) == var.load_balancer_arn
    error_message = "The load balancer must be ours, for Elastic Beanstalk's own knows no cards."
  }

  assert {
    condition     = one([for it in aws_elastic_beanstalk_environment.this.setting : it.value if it.namespace == "aws:elbv2:listener:default" && it.name == "ListenerEnabled"]) == "false" && one([for it in aws_elastic_beanstalk_environment.this.setting : it.value if it.namespace == "aws:elbv2:listener:443" && it.name == "Rules"]) == "app" && one([for it in aws_elastic_beanstalk_environment.this.setting : it.value if it.namespace == "aws:elbv2:listenerrule:app" && it.name == "HostHeaders"]) == "plane.agency.gov"
    error_message = "The instances must answer on port 443 for our host names only, and never on port 80."
  }
}

run "health_and_draining" {
  command = plan

  assert {
    condition     = { for it in aws_elastic_beanstalk_environment.this.setting : it.name => it.value if it.namespace == "aws:elasticbeanstalk:environment:process:default" && contains(["HealthCheckPath", "MatcherHTTPCode", "DeregistrationDelay", "StickinessEnabled", "Port"], it.name) } == { DeregistrationDelay = "30", HealthCheckPath = "/readyz", MatcherHTTPCode = "200", Port = "80", StickinessEnabled = "false" }
    error_message = "The load balancer must ask /readyz and give an instance 30 seconds to drain."
  }

  assert {
    condition     = one([for it in aws_elastic_beanstalk_environment.this.setting : it.value if it.name == "TREASURY_PLANE_HTTP__DRAIN_DELAY_S"]) == "30"
    error_message = "The application must drain as long as the load balancer waits."
  }

  assert {
    condition     = one([for it in aws_elastic_beanstalk_environment.this.setting : it.value if it.name == "SystemType"]) == "enhanced" && strcontains(one([for it in aws_elastic_beanstalk_environment.this.setting : it.value if it.name == "ConfigDocument"]), "ApplicationRequestsTotal")
    error_message = "Enhanced health must report the number of requests."
  }
}

run "rolling" {
  command = plan

  assert {
    condition     = { for it in aws_elastic_beanstalk_environment.this.setting : it.name => it.value if it.namespace == "aws:elasticbeanstalk:command" && it.name != "Timeout" } == { BatchSize = "50", BatchSizeType = "Percentage", DeploymentPolicy = "RollingWithAdditionalBatch" }
    error_message = "Releases must be rolled out without taking capacity away."
  }

  assert {
    condition     = { for it in aws_elastic_beanstalk_environment.this.setting : it.name => it.value if it.namespace == "aws:autoscaling:updatepolicy:rollingupdate" } == { MaxBatchSize = "1", MinInstancesInService = "1", RollingUpdateEnabled = "true", RollingUpdateType = "Health" }
    error_message = "Instances must be replaced one by one, each after the one before is healthy."
  }
}

run "all_at_once" {
  command = plan

  variables {
    deployment_policy = "AllAtOnce"
  }

  expect_failures = [var.deployment_policy]
}

run "logs" {
  command = plan

  assert {
    condition     = { for it in aws_elastic_beanstalk_environment.this.setting : it.name => it.value if it.namespace == "aws:elasticbeanstalk:cloudwatch:logs" } == { DeleteOnTerminate = "false", RetentionInDays = "90", StreamLogs = "true" }
    error_message = "Logs must be kept for 90 days, also when the environment is gone."
  }

  assert {
    condition     = alltrue([for it in aws_cloudwatch_log_group.this : it.retention_in_days == 90 && it.kms_key_id == var.logs_kms_key_arn]) && contains([for it in aws_cloudwatch_log_group.this : it.name], "/aws/elasticbeanstalk/treasury-plane/var/log/web.stdout.log")
    error_message = "Every log group must be encrypted and kept for 90 days."
  }

  assert {
    condition     = one([for it in aws_elastic_beanstalk_environment.this.setting : it.value if it.name == "TREASURY_PLANE_AUDIT__STDOUT"]) == "true" && one([for it in aws_elastic_beanstalk_environment.this.setting : it.value if it.name == "TREASURY_PLANE_LOG__FORMAT"]) == "json"
    error_message = "The audit log must leave the instance."
  }
}

run "no_secrets" {
  command = plan

  assert {
    condition     = one([for it in aws_elastic_beanstalk_environment.this.setting : it.value if it.name == "TREASURY_PLANE_AWS__SECRETS_PREFIX"]) == "treasury-plane/" && one([for it in aws_elastic_beanstalk_environment.this.setting : it.value if it.name == "TREASURY_PLANE_AWS__SECRETS"]) == "app-secret-key,db-credentials"
    error_message = "The application must be told which secrets there are."
  }

  assert {
    condition     = !can(regex("//[^@]*:[^@]*@", one([for it in aws_elastic_beanstalk_environment.this.setting : it.value if it.name == "TREASURY_PLANE_DATABASE__URL"]))) && strcontains(one([for it in aws_elastic_beanstalk_environment.this.setting : it.value if it.name == "TREASURY_PLANE_DATABASE__URL"]), "sslmode=require")
    error_message = "The database's address must hold no password and ask for TLS."
  }
}

run "secret_in_settings" {
  command = plan

  variables {
    settings = {
      TREASURY_PLANE_MAIL__PASSWORD = "hunter2"
    }
  }

  expect_failures = [var.settings]
}

run "without_cards" {
  command = plan

  assert {
    condition     = !anytrue([for it in aws_elastic_beanstalk_environment.this.setting : endswith(it.name, "_HEADER") || startswith(it.name, "TREASURY_PLANE_PIV__")])
    error_message = "Without cards, headers about cards must mean nothing."
  }
}

run "cards" {
  command = plan

  variables {
    cards = {
      hostname = "piv.plane.agency.gov"
      port     = 443
      mode     = "passthrough"
      headers  = { clientcert = "x-card-0123" }
    }
  }

  assert {
    condition     = { for it in aws_elastic_beanstalk_environment.this.setting : it.name => it.value if startswith(it.name, "TREASURY_PLANE_ALB__") } == { TREASURY_PLANE_ALB__BIND = "127.0.0.1:5000", TREASURY_PLANE_ALB__CLIENTCERT_HEADER = "x-card-0123", TREASURY_PLANE_ALB__MODE = "passthrough", TREASURY_PLANE_ALB__TRUSTED_CIDRS = "127.0.0.1/32" }
    error_message = "The application must read the certificate from the header that the load balancer writes, and believe nginx only."
  }

  assert {
    condition     = one([for it in aws_elastic_beanstalk_environment.this.setting : it.value if it.name == "HostHeaders"]) == "plane.agency.gov,piv.plane.agency.gov" && one([for it in aws_elastic_beanstalk_environment.this.setting : it.value if it.name == "TREASURY_PLANE_PIV__HOST"]) == "piv.plane.agency.gov"
    error_message = "The card host must reach the instances."
  }
}

run "cards_on_another_port" {
  command = plan

  variables {
    cards = {
      hostname = "piv.plane.agency.gov"
      port     = 8443
      mode     = "verify"
      headers  = { leaf = "x-card-leaf", serial = "x-card-serial", validity = "x-card-validity" }
    }
  }

  assert {
    condition     = one([for it in aws_elastic_beanstalk_environment.this.setting : it.value if it.namespace == "aws:elbv2:listenerrule:card" && it.name == "HostHeaders"]) == "piv.plane.agency.gov" && one([for it in aws_elastic_beanstalk_environment.this.setting : it.value if it.namespace == "aws:elbv2:listenerrule:app" && it.name == "HostHeaders"]) == "plane.agency.gov" && one([for it in aws_elastic_beanstalk_environment.this.setting : it.value if it.name == "TREASURY_PLANE_PIV__PUBLIC_URL"]) == "https://piv.plane.agency.gov:8443"
    error_message = "The card host must be reached by its own port only."
  }
}

run "a_hundred_instances" {
  command = plan

  variables {
    max_instances = 100
    database = {
      host            = "cluster.example.us-east-1.rds.amazonaws.com"
      port            = 5432
      name            = "treasury_plane"
      iam_auth        = false
      max_connections = 5000
    }
  }

  assert {
    condition     = one([for it in aws_elastic_beanstalk_environment.this.setting : it.value if it.name == "MaxSize"]) == "100"
    error_message = "A hundred instances must be possible."
  }
}

run "more_than_a_hundred" {
  command = plan

  variables {
    max_instances = 101
  }

  expect_failures = [var.max_instances]
}

run "more_instances_than_connections" {
  command = plan

  variables {
    max_instances = 100
  }

  expect_failures = [aws_elastic_beanstalk_environment.this]
}

run "too_much_environment" {
  command = plan

  variables {
    settings = {
      TREASURY_PLANE_MAIL__FROM = format("%4096s", "x")
    }
  }

  expect_failures = [aws_elastic_beanstalk_environment.this]
}

run "everyone_as_proxy" {
  command = plan

  variables {
    load_balancer_cidrs = ["0.0.0.0/0"]
  }

  expect_failures = [var.load_balancer_cidrs]
}

run "token_to_anyone" {
  command = plan

  variables {
    database = {
      host            = "cluster.example.us-east-1.rds.amazonaws.com"
      port            = 5432
      name            = "treasury_plane"
      iam_auth        = true
      max_connections = 901
    }
  }

  expect_failures = [var.database_ca_file]
}

run "platform_updates" {
  command = plan

  assert {
    condition     = { for it in aws_elastic_beanstalk_environment.this.setting : it.name => it.value if startswith(it.namespace, "aws:elasticbeanstalk:managedactions") } == { InstanceRefreshEnabled = "true", ManagedActionsEnabled = "true", PreferredStartTime = "Sun:10:00", ServiceRoleForManagedUpdates = "treasury-plane-beanstalk-service", UpdateLevel = "minor" }
    error_message = "The platform must be patched every week."
  }
}

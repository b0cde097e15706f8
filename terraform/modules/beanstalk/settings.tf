# All settings of the environment, by namespace.

locals {
  has_cards = var.cards != null
  card_port = try(var.cards.port, 443)

  # A second batch of half the instances runs while a release is rolled out.
  instances_at_most = ceil(var.max_instances * 1.5)

  # nginx of the platform forwards here, and lets only the load balancer's subnets in (packaging/beanstalk). It is the
  # listener that honours certificate headers; the other one is for commands on the host.
  app_address = "127.0.0.1:5000"

  main_hosts = concat(var.hostnames, local.has_cards && local.card_port == 443 ? [var.cards.hostname] : [])

  # ---- What the application reads. Lists are separated by commas.
  app_settings = merge(
    {
      TREASURY_PLANE_DATA_DIR                     = var.data_dir
      TREASURY_PLANE_HTTP__BIND                   = "127.0.0.1:5001"
      TREASURY_PLANE_HTTP__PUBLIC_URL             = "https://${var.hostnames[0]}"
      TREASURY_PLANE_HTTP__TRUSTED_PROXIES        = join(",", concat(["127.0.0.1/32"], var.load_balancer_cidrs))
      TREASURY_PLANE_HTTP__DRAIN_DELAY_S          = tostring(var.drain_seconds)
      TREASURY_PLANE_AWS__REGION                  = data.aws_region.current.region
      TREASURY_PLANE_AWS__SECRETS_PREFIX          = var.secrets_prefix
      TREASURY_PLANE_AWS__SECRETS                 = join(",", sort(var.secret_names))
      TREASURY_PLANE_DATABASE__URL                = "postgres://treasury_plane_login@${var.database.host}:${var.database.port}/${var.database.name}?sslmode=require"
      TREASURY_PLANE_DATABASE__INSTANCES_EXPECTED = tostring(local.instances_at_most)
      TREASURY_PLANE_FILES__S3_BUCKET             = var.files.bucket
      TREASURY_PLANE_FILES__S3_PREFIX             = var.files.prefix
      TREASURY_PLANE_FILES__S3_KMS_KEY_ID         = var.files.kms_key_id
      TREASURY_PLANE_LOG__FORMAT                  = "json"
      TREASURY_PLANE_ALB__BIND                    = local.app_address
      TREASURY_PLANE_ALB__TRUSTED_CIDRS           = "127.0.0.1/32"
      TREASURY_PLANE_AUDIT__STDOUT                = "true" # AU-9(4): a copy of the audit log off the host.
    },
    var.metrics_namespace == "" ? {} : { TREASURY_PLANE_METRICS__CLOUDWATCH_NAMESPACE = var.metrics_namespace },
    var.use_fips_endpoints ? { TREASURY_PLANE_AWS__USE_FIPS_ENDPOINT = "true" } : {},
    var.database_ca_file == "" ? {} : { TREASURY_PLANE_DATABASE__CA_FILE = var.database_ca_file },
    var.database.iam_auth ? {
      TREASURY_PLANE_DATABASE__IAM_AUTH   = "true"
      TREASURY_PLANE_DATABASE__IAM_REGION = data.aws_region.current.region
      TREASURY_PLANE_DATABASE__OWNER_URL  = "postgres://treasury_plane_owner@${var.database.host}:${var.database.port}/${var.database.name}?sslmode=require"
    } : {},
    # Cards: the load balancer's headers count only for the card host, only on that listener.
    local.has_cards ? {
      TREASURY_PLANE_PIV__MODE       = "alb"
      TREASURY_PLANE_PIV__HOST       = var.cards.hostname
      TREASURY_PLANE_PIV__PUBLIC_URL = local.card_port == 443 ? "https://${var.cards.hostname}" : "https://${var.cards.hostname}:${local.card_port}"
      TREASURY_PLANE_ALB__MODE       = var.cards.mode
    } : {},
    local.has_cards && try(var.cards.mode, "") == "passthrough" ? {
      TREASURY_PLANE_ALB__CLIENTCERT_HEADER = var.cards.headers["clientcert"]
    } : {},
    local.has_cards && try(var.cards.mode, "") == "verify" ? {
      TREASURY_PLANE_ALB__LEAF_HEADER     = var.cards.headers["leaf"]
      TREASURY_PLANE_ALB__SERIAL_HEADER   = var.cards.headers["serial"]
      TREASURY_PLANE_ALB__VALIDITY_HEADER = var.cards.headers["validity"]
    } : {},
    var.settings,
  )

  environment_bytes = sum([for k, v in local.app_settings : length(k) + length(v)])

  by_namespace = merge(
    {
      "aws:ec2:vpc" = {
        VPCId                    = var.vpc_id
        Subnets                  = join(",", sort(var.private_subnet_ids))
        ELBSubnets               = join(",", sort(var.public_subnet_ids))
        AssociatePublicIpAddress = "false" # Instances are reached through the load balancer only.
      }
      "aws:ec2:instances" = {
        InstanceTypes = join(",", var.instance_types)
      }
      "aws:autoscaling:launchconfiguration" = merge(
        {
          IamInstanceProfile             = var.instance_profile_name
          SecurityGroups                 = var.security_group_id
          DisableDefaultEC2SecurityGroup = "true" # The default one lets the load balancer's group in on port 80 only, but is not ours.
          DisableIMDSv1                  = "true" # Metadata, and with it the role's keys, by token only.
          RootVolumeType                 = "gp3"
          RootVolumeSize                 = tostring(var.root_volume_gb)
          MonitoringInterval             = "1 minute"
        },
        var.image_id == null ? {} : { ImageId = var.image_id },
      )
      "aws:autoscaling:asg" = {
        MinSize                   = tostring(var.min_instances)
        MaxSize                   = tostring(var.max_instances)
        Cooldown                  = "300"
        "Availability Zones"      = "Any 2" # Both zones.
        EnableCapacityRebalancing = "false"
      }
      "aws:autoscaling:trigger" = {
        MeasureName               = "CPUUtilization"
        Statistic                 = "Average"
        Unit                      = "Percent"
        Period                    = "1"
        EvaluationPeriods         = "5"
        BreachDuration            = "5"
        UpperThreshold            = tostring(var.scale_up_cpu)
        LowerThreshold            = tostring(var.scale_down_cpu)
        UpperBreachScaleIncrement = "1"
        LowerBreachScaleIncrement = "-1"
      }
      "aws:autoscaling:updatepolicy:rollingupdate" = {
        RollingUpdateEnabled  = "true"
        RollingUpdateType     = var.deployment_policy == "Immutable" ? "Immutable" : "Health"
        MinInstancesInService = tostring(max(1, var.min_instances - 1))
        MaxBatchSize          = "1"
      }
      "aws:elasticbeanstalk:environment" = {
        EnvironmentType      = "LoadBalanced"
        LoadBalancerType     = "application"
        LoadBalancerIsShared = "true" # The options of Elastic Beanstalk know no mutual authentication.
        ServiceRole          = var.service_role_name
      }
      "aws:elbv2:loadbalancer" = {
        SharedLoadBalancer = var.load_balancer_arn
      }
      "aws:elbv2:listener:default" = {
        ListenerEnabled = "false" # Port 80 redirects, nothing else.
      }
      "aws:elbv2:listener:443" = {
        Rules = "app"
      }
      # Hosts only: a rule may compare five values in all.
      "aws:elbv2:listenerrule:app" = {
        HostHeaders = join(",", local.main_hosts)
        Priority    = "1"
        Process     = "default"
      }
      "aws:elasticbeanstalk:environment:process:default" = {
        Port                    = "80"
        Protocol                = "HTTP"
        HealthCheckPath         = "/readyz" # Ready, not merely alive: an instance that drains gets nothing new.
        HealthCheckInterval     = "15"
        HealthCheckTimeout      = "5"
        HealthyThresholdCount   = "2"
        UnhealthyThresholdCount = "3"
        MatcherHTTPCode         = "200"
        DeregistrationDelay     = tostring(var.drain_seconds)
        StickinessEnabled       = "false" # Sessions are in the database; any instance will do.
      }
      "aws:elasticbeanstalk:environment:proxy" = {
        ProxyServer = "nginx"
      }
      "aws:elasticbeanstalk:application" = {
        "Application Healthcheck URL" = "/readyz"
      }
      "aws:elasticbeanstalk:command" = {
        DeploymentPolicy = var.deployment_policy
        BatchSizeType    = "Percentage"
        BatchSize        = "50"
        Timeout          = "1800" # Migrations run before the new release starts, and a large database takes its time.
      }
      "aws:elasticbeanstalk:healthreporting:system" = {
        SystemType = "enhanced"
        ConfigDocument = jsonencode({
          Version = 1
          CloudWatchMetrics = {
            Environment = { ApplicationRequestsTotal = 60, ApplicationRequests5xx = 60, ApplicationLatencyP99 = 60 }
            Instance    = {}
          }
        })
      }
      "aws:elasticbeanstalk:cloudwatch:logs" = {
        StreamLogs        = "true"
        DeleteOnTerminate = "false" # Evidence outlives the environment (AU-11).
        RetentionInDays   = tostring(var.log_retention_days)
      }
      "aws:elasticbeanstalk:cloudwatch:logs:health" = {
        HealthStreamingEnabled = "true"
        DeleteOnTerminate      = "false"
        RetentionInDays        = tostring(var.log_retention_days)
      }
      "aws:elasticbeanstalk:managedactions" = merge(
        { ManagedActionsEnabled = tostring(var.enable_platform_updates) },
        var.enable_platform_updates ? {
          PreferredStartTime           = var.platform_update_window
          ServiceRoleForManagedUpdates = var.service_role_name
        } : {},
      )
      "aws:elasticbeanstalk:application:environment" = local.app_settings
    },
    var.enable_platform_updates ? {
      "aws:elasticbeanstalk:managedactions:platformupdate" = {
        UpdateLevel            = "minor"
        InstanceRefreshEnabled = "true" # New instances every week, even without an update.
      }
    } : {},
    local.has_cards && local.card_port != 443 ? {
      "aws:elbv2:listener:${local.card_port}" = {
        Rules = "card"
      }
      "aws:elbv2:listenerrule:card" = {
        HostHeaders = var.cards.hostname
        Priority    = "2"
        Process     = "default"
      }
    } : {},
    var.notifications == null ? {} : {
      "aws:elasticbeanstalk:sns:topics" = {
        "Notification Topic ARN" = var.notifications.topic_arn
      }
    },
  )

  settings = flatten([
    for namespace, options in local.by_namespace : [
      for name, value in options : { namespace = namespace, name = name, value = value }
    ]
  ])
}

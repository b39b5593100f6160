//! Which fields the types of Airflow connections use, and what each type calls them. Types that are not here use any
//! field; the core takes whatever is given.

/// What a type of connection uses. A field that it does not use has no label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// The type, as Airflow writes it.
    pub id: &'static str,
    /// Its name.
    pub label: &'static str,
    /// What it calls the host.
    pub host: Option<&'static str>,
    /// The port that is usual.
    pub port: Option<&'static str>,
    /// What it calls the schema.
    pub schema: Option<&'static str>,
    /// What it calls the login.
    pub login: Option<&'static str>,
    /// What it calls the password.
    pub password: Option<&'static str>,
    /// An example of its further fields.
    pub extra: Option<&'static str>,
}

impl Shape {
    const fn new(id: &'static str, label: &'static str) -> Self {
        Self {
            id,
            label,
            host: None,
            port: None,
            schema: None,
            login: None,
            password: None,
            extra: None,
        }
    }

    /// A type of which nothing is known: it may use every field.
    const fn open(id: &'static str, label: &'static str) -> Self {
        Self::new(id, label)
            .host("Host")
            .port("")
            .schema("Schema")
            .user("Login", "Password")
            .extra("{\"key\": \"value\"}")
    }

    const fn host(mut self, label: &'static str) -> Self {
        self.host = Some(label);
        self
    }

    const fn port(mut self, usual: &'static str) -> Self {
        self.port = Some(usual);
        self
    }

    const fn schema(mut self, label: &'static str) -> Self {
        self.schema = Some(label);
        self
    }

    const fn user(mut self, login: &'static str, password: &'static str) -> Self {
        self.login = Some(login);
        self.password = Some(password);
        self
    }

    const fn password(mut self, label: &'static str) -> Self {
        self.password = Some(label);
        self
    }

    const fn extra(mut self, example: &'static str) -> Self {
        self.extra = Some(example);
        self
    }
}

/// A database on a host: all fields, with its usual port.
const fn database(id: &'static str, label: &'static str, port: &'static str) -> Shape {
    Shape::new(id, label)
        .host("Host")
        .port(port)
        .schema("Database")
        .user("User", "Password")
}

/// A type that nothing is known of.
const ANY: Shape = Shape::open("", "");

/// The types, by name.
pub const SHAPES: &[Shape] = &[
    Shape::new("airbyte", "Airbyte")
        .host("Server URL")
        .schema("Token URL")
        .user("Client id", "Client secret"),
    Shape::new("aws", "Amazon Web Services")
        .user("Access key id", "Secret access key")
        .extra("{\"region_name\": \"eu-west-1\", \"role_arn\": \"arn:aws:iam::123456789012:role/airflow\"}"),
    Shape::new("redshift", "Amazon Redshift")
        .host("Host")
        .port("5439")
        .schema("Database")
        .user("User", "Password")
        .extra("{\"iam\": false}"),
    Shape::new("wasb", "Azure Blob Storage")
        .host("Account URL")
        .user("Storage login", "Storage key")
        .extra("{\"tenant_id\": \"…\"}"),
    Shape::new("azure_data_factory", "Azure Data Factory")
        .user("Client id", "Client secret")
        .extra("{\"tenantId\": \"…\", \"subscriptionId\": \"…\"}"),
    database("cassandra", "Cassandra", "9042").schema("Keyspace"),
    Shape::new("databricks", "Databricks")
        .host("Host")
        .user("User or client id", "Token or secret")
        .extra("{\"http_path\": \"/sql/1.0/warehouses/…\"}"),
    Shape::new("dbt_cloud", "dbt Cloud")
        .host("Tenant")
        .user("Account id", "API token"),
    Shape::new("docker", "Docker registry")
        .host("Registry URL")
        .port("")
        .user("User", "Password")
        .extra("{\"reauth\": true}"),
    Shape::new("elasticsearch", "Elasticsearch")
        .host("Host")
        .port("9200")
        .schema("Scheme")
        .user("User", "Password"),
    Shape::new("fivetran", "Fivetran").user("API key", "API secret"),
    Shape::new("ftp", "FTP")
        .host("Host")
        .port("21")
        .user("User", "Password")
        .extra("{\"passive\": true}"),
    Shape::new("google_cloud_platform", "Google Cloud")
        .extra("{\"project\": \"my-project\", \"impersonation_chain\": \"airflow@my-project.iam.gserviceaccount.com\"}"),
    Shape::new("hiveserver2", "Hive Server 2")
        .host("Host")
        .port("10000")
        .schema("Schema")
        .user("User", "Password")
        .extra("{\"auth_mechanism\": \"PLAIN\"}"),
    Shape::new("http", "HTTP")
        .host("Host")
        .port("443")
        .schema("Scheme")
        .user("User", "Password")
        .extra("{\"Accept\": \"application/json\"}"),
    Shape::new("jdbc", "JDBC")
        .host("Connection URL")
        .user("User", "Password")
        .extra("{\"driver_class\": \"com.example.Driver\"}"),
    Shape::new("kafka", "Kafka").extra("{\"bootstrap.servers\": \"broker:9092\"}"),
    Shape::new("kubernetes", "Kubernetes").extra("{\"in_cluster\": true, \"namespace\": \"jobs\"}"),
    Shape::new("livy", "Livy")
        .host("Host")
        .port("8998")
        .schema("Scheme")
        .user("User", "Password"),
    database("mssql", "Microsoft SQL Server", "1433"),
    database("mongo", "MongoDB", "27017").extra("{\"ssl\": true}"),
    database("mysql", "MySQL", "3306").extra("{\"charset\": \"utf8mb4\"}"),
    Shape::new("odbc", "ODBC")
        .host("Host")
        .port("")
        .schema("Database")
        .user("User", "Password")
        .extra("{\"Driver\": \"ODBC Driver 18 for SQL Server\"}"),
    Shape::new("opsgenie", "Opsgenie").host("API host").password("API key"),
    database("oracle", "Oracle", "1521").extra("{\"service_name\": \"ORCLPDB1\"}"),
    Shape::new("pagerduty", "PagerDuty").password("API token"),
    database("postgres", "PostgreSQL", "5432").extra("{\"sslmode\": \"require\"}"),
    database("presto", "Presto", "8080").extra("{\"protocol\": \"https\"}"),
    Shape::new("redis", "Redis")
        .host("Host")
        .port("6379")
        .user("User", "Password")
        .extra("{\"db\": 0}"),
    Shape::new("salesforce", "Salesforce")
        .user("User", "Password")
        .extra("{\"domain\": \"login\"}"),
    Shape::new("sftp", "SFTP")
        .host("Host")
        .port("22")
        .user("User", "Password")
        .extra("{\"key_file\": \"/usr/local/airflow/keys/id_ed25519\"}"),
    Shape::new("slack", "Slack API").password("Token"),
    Shape::new("slackwebhook", "Slack webhook")
        .host("Webhook endpoint")
        .password("Webhook token"),
    Shape::new("smtp", "SMTP")
        .host("Host")
        .port("587")
        .user("User", "Password")
        .extra("{\"from_email\": \"airflow@example.com\"}"),
    Shape::new("snowflake", "Snowflake")
        .schema("Schema")
        .user("User", "Password")
        .extra("{\"account\": \"…\", \"warehouse\": \"…\", \"database\": \"…\", \"role\": \"…\"}"),
    Shape::new("spark", "Spark")
        .host("Host")
        .port("7077")
        .extra("{\"deploy-mode\": \"cluster\"}"),
    Shape::new("ssh", "SSH")
        .host("Host")
        .port("22")
        .user("User", "Password")
        .extra("{\"key_file\": \"/usr/local/airflow/keys/id_ed25519\"}"),
    Shape::new("tableau", "Tableau")
        .host("Host")
        .user("User", "Password")
        .extra("{\"site_id\": \"…\"}"),
    database("trino", "Trino", "8080")
        .schema("Schema")
        .extra("{\"catalog\": \"hive\"}"),
    database("vertica", "Vertica", "5433"),
    Shape::open("generic", "Generic"),
];

/// What a type uses; one that is not known may use everything.
pub fn shape_of(id: &str) -> Shape {
    SHAPES
        .iter()
        .copied()
        .find(|shape| shape.id == id)
        .unwrap_or(ANY)
}

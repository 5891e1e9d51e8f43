package io.backstay.act.connection.form;

import io.backstay.codec.Words;
import io.backstay.connect.s3.wire.Addressing;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One line of the form, which is one option of the terminal's `connection add`.
public enum Field {
    NAME("", "Name", "crm", Checks::name),
    POLICY(
            "--policy",
            "Policy",
            "none; it is judged by no policy",
            Checks::policy,
            "Its id. Overview, notices and 'check' hold what this connection lists against it."),
    HOST("--host", "Host", "db.example", Checks::host),
    PORT("--port", "Port", "5432", Checks::port),
    DATABASE("--database", "Database", "crm", Checks::database),
    READER("--reader", "Credential that reads", "CRM, read", Check.NONE),
    WRITER("--writer", "Credential that writes", "CRM, write", Check.NONE),
    MAPPING(
            "--mapping",
            "Mapping",
            "mappings/NAME.yaml in the state folder",
            Checks::path,
            "A file; how a tenant's rows are found. It need not be there yet."),

    ASSET("--asset", "Asset", "the connection's name", Checks::asset, "As it is called in the catalogue and in plans."),
    BACKUPS("--backups", "Folder with base backups", "/mnt/backups/base", Checks::path),
    ARCHIVE("--archive", "Folder with the write-ahead log", "/mnt/backups/wal", Checks::path),
    SUPERUSER("--scratch-superuser", "Superuser for scratch", "CRM, scratch", Check.NONE),
    BACKUP_LOGIN(
            "--backup-login",
            "Login that takes base backups now",
            "none; no backups are taken from here",
            Check.NONE,
            "A credential for restore-to-scratch of a role that may replicate."),
    PROGRAMS(
            "--programs",
            "PostgreSQL's programs",
            "those of PostgreSQL 18 that come with Backstay",
            Checks::programs,
            "The folder with initdb, pg_ctl and postgres of the server's major version; 16=FOLDER, a line for each,"
                    + " where base backups of several versions are kept."),
    SCRATCH("--scratch", "Scratch servers lie in", "scratch/NAME in the state folder", Checks::path),

    WAL_STORE("--wal-store", "Store of the log", "https://s3.example", Checks::store, "Its versions need not be kept."),
    WAL_REGION("--wal-region", "Region of the log's store", "eu-central-1", Checks::region),
    WAL_BUCKET("--wal-bucket", "Bucket of the log", "crm-wal", Checks::bucket),
    WAL_PREFIX(
            "--wal-prefix",
            "With what its keys begin",
            "wal/, or nothing for the whole bucket",
            Checks::logPrefix,
            "Segments lie right below it, as they are or packed by gzip."),
    WAL_READER("--wal-reader", "Key that reads the log", "CRM log, read", Check.NONE),
    WAL_OWNER("--wal-owner", "Account that owns the log's bucket", "123456789012", Checks::owner),
    WAL_STYLE("--wal-style", "The bucket's name stands in", Addressing.class),

    STORE("--store", "Store", "https://s3.example", Checks::store),
    REGION("--store-region", "Region", "eu-central-1", Checks::region),
    BUCKET("--store-bucket", "Bucket", "crm-files", Checks::bucket, "Its versioning is enabled."),
    PREFIX("--store-prefix", "A tenant's prefix", "accounts/{tenant}/", Checks::prefix),
    STORE_READER("--store-reader", "Key that reads", "CRM files, read", Check.NONE),
    STORE_SCRATCH("--store-scratch", "Key for restore tests", "CRM files, scratch", Check.NONE),
    STORE_WRITER("--store-writer", "Key that writes", "CRM files, write", Check.NONE),
    STORE_ASSET("--store-asset", "The store's asset", "the database's, with -files behind it", Checks::asset),
    STORE_OWNER("--store-owner", "Account that owns the bucket", "123456789012", Checks::owner),
    STORE_STYLE("--store-style", "The bucket's name stands in", Addressing.class),
    STORE_ROWS(
            "--store-rows",
            "Rows that know every file",
            "crm.files:object_key,size_bytes,sha256",
            Checks::rows,
            "A table and its columns with key, size and SHA-256; full and integrity tests then compare the bytes."),

    HOSTED_ASSET(
            "--asset",
            "The database as its provider calls it",
            "arn:aws:rds:eu-central-1:123456789012:db:crm",
            Checks::asset,
            "As Recovery points shows it."),
    ACCOUNT(
            "--account",
            "Account that makes scratch servers",
            "none; a staging server is named instead",
            Check.NONE,
            "The name of a connection of AWS that makes new servers."),

    STAGING_OF(
            "--of",
            "The live database of which it holds data",
            "supabase:abcdefghijklmnopqrst",
            Checks::asset,
            "As its own connection names it."),
    MOMENT(
            "--at",
            "Of what moment its data is",
            "2026-11-20T17:30Z",
            Checks::moment,
            "With offset or zone. Recorded as stated, in the verdict, the plan and the report."),
    LOGIN(
            "--login",
            "Login that sees every row",
            "CRM copy, read",
            Check.NONE,
            "A credential of the kind postgres-login for restore-to-scratch."),

    AWS_REGIONS("--region", "Regions, with a space between them", "eu-central-1 us-east-1", Checks::regions),
    AWS_READER("--key", "Access key that reads", "AWS, read", Check.NONE),
    AWS_MAKER("--backup-key", "Access key for backups now", "none; no backups are made from here", Check.NONE),
    PRINCIPALS(
            "--production-principal",
            "Users and roles of production",
            "arn:aws:iam::123456789012:role/app",
            Checks::principals,
            "With a space between them. They must not be able to take backups away; the test and every listing ask."),
    RESTORE_KEY(
            "--restore-key",
            "Access key that restores",
            "AWS, scratch",
            Check.NONE,
            "For restore-to-scratch; its policy is docs/access/aws-restore-to-scratch.json."),
    SCRATCH_LOGIN(
            "--scratch-login",
            "Login of the restored moment",
            "AWS, restored login",
            Check.NONE,
            "For restore-to-scratch; user and password are those of that moment."),
    RESTORE_REGION("--restore-region", "Region of new servers", "the first region above", Checks::awsRegion),
    SUBNET_GROUP(
            "--subnet-group", "Subnet group", "private", Checks::subnetGroup, "Without a way in from the internet."),
    SECURITY_GROUPS(
            "--security-group",
            "Security groups, with a space between them",
            "sg-0123456789abcdef0",
            Checks::securityGroups),
    PARAMETER_GROUP("--parameter-group", "Parameter group", "default.postgres18", Checks::parameterGroup),
    CLUSTER_PARAMETER_GROUP(
            "--cluster-parameter-group",
            "Cluster parameter group",
            "default.aurora-postgresql17",
            Checks::clusterParameterGroup,
            "Aurora needs it."),
    INSTANCE_CLASS("--instance-class", "Instance class", "the backup's", Checks::instanceClass, "Aurora needs it."),
    BACKUP_ROLE(
            "--backup-role",
            "Role that AWS Backup restores with",
            "arn:aws:iam::123456789012:role/restore",
            Checks::role,
            "For recovery points that it alone has; docs/access/aws-restore-by-backup.json lets the key pass it on."),

    TOKEN("--token", "Token that reads", "Supabase, read", Check.NONE, "Its entry names https://api.supabase.com."),
    RESTORE_TOKEN(
            "--restore-token",
            "Token that restores in place",
            "none; nothing is put back from here",
            Check.NONE,
            "For write-to-live; it may put a whole project back over what is live."),
    STORAGE(
            "--storage",
            "Buckets of files, one on each line",
            "abcdefghijklmnopqrst:eu-central-1:documents:Files, read",
            Checks::storage,
            "A project's ref, its region, the bucket, and the access key that reads there, with colons between them."),
    STORAGE_ENDPOINT(
            "--storage-endpoint",
            "Files are asked for at a stand-in",
            "http://127.0.0.1:4567, on this machine only",
            Checks::standIn),

    BUCKETS_STORE("--endpoint", "Store", "https://s3.eu-central-1.amazonaws.com", Checks::store),
    BUCKETS_REGION("--region", "Region", "eu-central-1", Checks::region),
    BUCKETS_KEY(
            "--key", "Key that lists", "Files, list", Check.NONE, "An access key for read; its entry names the store."),
    BUCKETS_NAMED(
            "--bucket", "Buckets, with a space between them", "all that the key sees in that region", Checks::buckets),
    BUCKETS_OWNER("--owner", "Account that owns them", "123456789012", Checks::owner),
    BUCKETS_STYLE("--style", "The bucket's name stands in", Addressing.class),

    ENDPOINT(
            "--endpoint",
            "A stand-in is asked instead",
            "http://127.0.0.1:4566, on this machine only",
            Checks::standIn,
            "The credential's entry names the same address.");

    private final String option;
    private final String question;
    private final String example;

    @SuppressWarnings("ImmutableEnumChecker") // A check holds nothing.
    private final Check check;

    private final String help;

    @SuppressWarnings("ImmutableEnumChecker") // The list cannot be changed.
    private final List<String> choices;

    Field(String option, String question, String example, Check check) {
        this(option, question, example, check, "");
    }

    Field(String option, String question, String example, Check check, String help) {
        this(option, question, example, check, help, List.of());
    }

    /// One of a few words; the first is the default.
    Field(String option, String question, Class<Addressing> words) {
        this(
                option,
                question,
                "",
                Check.NONE,
                "",
                Arrays.stream(words.getEnumConstants()).map(Words::of).toList());
    }

    Field(String option, String question, String example, Check check, String help, List<String> choices) {
        this.option = option;
        this.question = question;
        this.example = example;
        this.check = check;
        this.help = help;
        this.choices = choices;
    }

    /// What it is called on the command line; empty for the name, which has no option there.
    public String option() {
        return option;
    }

    /// What is asked, in a few words.
    public String question() {
        return question;
    }

    /// What stands in the empty field: an example, or what holds without an answer.
    public String example() {
        return example;
    }

    /// What the question does not say; mostly nothing.
    public String help() {
        return help;
    }

    /// The words it is chosen from, empty where it is typed.
    public List<String> choices() {
        return choices;
    }

    /// Whether it has a line for each of its answers.
    public boolean lines() {
        return this == STORAGE || this == PROGRAMS;
    }

    /// Whether it takes several answers with a space between them.
    public boolean several() {
        return this == AWS_REGIONS || this == PRINCIPALS || this == SECURITY_GROUPS || this == BUCKETS_NAMED;
    }

    /// Whether a region of AWS, or several, can stand there.
    public boolean region() {
        return switch (this) {
            case AWS_REGIONS, RESTORE_REGION, REGION, WAL_REGION, BUCKETS_REGION -> true;
            default -> false;
        };
    }

    /// Whether it names a file or a folder of this machine.
    public boolean path() {
        return switch (this) {
            case BACKUPS, ARCHIVE, PROGRAMS, SCRATCH, MAPPING -> true;
            default -> false;
        };
    }

    /// One answer with its folder made whole; any other answer as it is.
    public String whole(String typed, UnaryOperator<String> folder) {
        if (!path() || typed.isBlank()) {
            return typed;
        }
        return this == PROGRAMS ? ProgramFolders.with(typed, folder) : folder.apply(typed);
    }

    /// The single answers of what was typed, of which each is an option of its own on the command line.
    public List<String> answers(String typed) {
        return lines() ? Draft.lines(typed) : several() ? Draft.several(typed) : List.of(typed.strip());
    }

    /// What stands there before anybody typed.
    public String preset() {
        return this == PORT ? example : choices.isEmpty() ? "" : choices.getFirst();
    }

    /// What is wrong with what was typed, a sentence; null while nothing is, or nothing was typed.
    public @Nullable String problem(String typed) {
        if (typed.isBlank()) {
            return null;
        }
        try {
            check.look(typed.strip());
            return null;
        } catch (IllegalArgumentException e) {
            return Draft.sentence(e);
        }
    }
}

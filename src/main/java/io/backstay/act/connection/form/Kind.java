package io.backstay.act.connection.form;

/// What is connected to.
public enum Kind {
    /// A PostgreSQL server with its base backups and its log in folders or in a store.
    SERVER("", "PostgreSQL server", "A server that you run yourself; its base backups lie in a folder."),
    /// A live database whose backups its provider keeps.
    HOSTED(
            "hosted",
            "Hosted PostgreSQL",
            "A live database whose backups its provider keeps; they are listed over the connection to the account."),
    /// A server that a person had made out of a backup.
    STAGING(
            "staging",
            "Staging server",
            "A server that a person had made out of a backup, such as a new project in Supabase's dashboard. It is"
                    + " read, never written to, and nobody takes it away from here."),
    /// All that is watched of an account of AWS.
    AWS(
            "aws",
            "AWS account",
            "RDS, Aurora, EBS and AWS Backup of an account, in the regions that you name. The reader's policy is"
                    + " docs/access/aws-list.json, that of backups now docs/access/aws-backup-now.json. The"
                    + " test names each permission that is missing, with the statement to paste."),
    /// The projects of a token.
    SUPABASE(
            "supabase",
            "Supabase",
            "All projects that the token sees are listed. Supabase's public API restores in place only:"
                    + " docs/supabase.md says what to do instead."),
    /// Buckets that no database is beside.
    BUCKETS(
            "s3",
            "Buckets",
            "Buckets of an S3-compatible store that are watched by themselves: whether each keeps versions, locks and"
                    + " encrypts. The key's policy is docs/access/aws-buckets.json.");

    private final String command;
    private final String words;
    private final String help;

    Kind(String command, String words, String help) {
        this.command = command;
        this.words = words;
        this.help = help;
    }

    /// The subcommand of `connection add`, empty for the one that has none.
    public String command() {
        return command;
    }

    /// What it is called where it is chosen.
    public String words() {
        return words;
    }

    /// What it is for, a sentence or two.
    public String help() {
        return help;
    }
}

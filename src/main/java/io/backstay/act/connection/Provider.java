package io.backstay.act.connection;

/// Who runs a database, and what it takes to reach it there. Another provider is another record of this kind, and
/// one more line where connections are read, reached and listed.
public sealed interface Provider permits SelfManaged, AwsAccount {
    /// As it stands in the file, such as `postgresql`.
    String kind();
}

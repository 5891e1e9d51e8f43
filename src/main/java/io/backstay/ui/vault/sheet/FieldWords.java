package io.backstay.ui.vault.sheet;

import io.backstay.ui.kit.Texts;
import io.backstay.vault.entry.Purpose;
import java.util.Locale;
import java.util.Map;

/// What people read for the names of fields and purposes.
public final class FieldWords {
    private static final Map<String, String> OWN = Map.of(
            "accessKeyId", "Access key id",
            "roleArn", "Role to assume (ARN)",
            "externalId", "External id",
            "tlsMode", "TLS mode",
            "ca", "CA certificate",
            "json", "JSON of the key file",
            "clientId", "Client id");

    private FieldWords() {}

    /// Such as `Secret access key` for `secretAccessKey`.
    public static String of(String field) {
        String own = OWN.get(field);
        return own == null
                ? Texts.sentence(field.replaceAll("([A-Z])", " $1")
                        .toLowerCase(Locale.ROOT)
                        .strip())
                : own;
    }

    /// What a purpose allows, in one sentence.
    public static String of(Purpose purpose) {
        return switch (purpose) {
            case READ -> "Lists and reads; changes nothing.";
            case RESTORE_TO_SCRATCH -> "Takes a backup into a scratch server; live is never touched.";
            case WRITE_TO_LIVE -> "Writes into live. Only the import and its undoing borrow it.";
            case SIGN -> "Signs the record and approvals.";
        };
    }
}

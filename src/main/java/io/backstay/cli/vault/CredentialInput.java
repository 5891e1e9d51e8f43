package io.backstay.cli.vault;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.cli.terminal.Questions;
import io.backstay.cli.terminal.SecretInput;
import io.backstay.seal.Secret;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.EntryKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The fields of a credential: those that may be shown from arguments, those that are secret from the keyboard,
/// from standard input or from a service account's file.
final class CredentialInput {
    private static final String JSON_FIELD = "json";

    @Option(
            names = "--field",
            paramLabel = "NAME=VALUE",
            description =
                    "A field that may be shown, such as host=db.example. Repeat it. Secret fields are refused here.")
    private List<String> typed = List.of();

    @Option(
            names = "--json-file",
            paramLabel = "FILE",
            description = "The service account's key file, as its provider gave it; at most 256 KiB.")
    private @Nullable Path jsonFile;

    /// With open fields that were asked for already, each as `NAME=VALUE`.
    static CredentialInput of(List<String> open) {
        var input = new CredentialInput();
        input.typed = List.copyOf(open);
        return input;
    }

    /// What is wrong with the options for that kind in one sentence, null when nothing is. Values are not repeated
    /// in it: one may be a secret that was put there by mistake.
    ///
    /// @param asks whether what is missing can be asked for
    @Nullable
    String problem(EntryKind kind, boolean asks) {
        if (jsonFile != null && kind != EntryKind.SERVICE_ACCOUNT) {
            return "--json-file is for service accounts, not for a " + kind.title();
        }
        for (String one : typed) {
            String problem = problem(kind, one);
            if (problem != null) {
                return problem;
            }
        }
        Map<String, String> open = open();
        if (open.size() < typed.size()) {
            return "--field names a field twice";
        }
        for (EntryKind.Field field : kind.fields()) {
            if (!asks && field.required() && !field.secret() && !open.containsKey(field.name())) {
                return "a " + kind.title() + " needs --field " + field.name() + "=...";
            }
        }
        return null;
    }

    private static @Nullable String problem(EntryKind kind, String typed) {
        int equals = typed.indexOf('=');
        if (equals < 1) {
            return "--field takes NAME=VALUE; what was given is not repeated here, for it may be a secret";
        }
        String name = typed.substring(0, equals);
        for (EntryKind.Field field : kind.fields()) {
            if (field.name().equals(name) && field.secret()) {
                return name + " is secret: an argument can be read by other processes and stays in the shell's history;"
                        + " leave it out, and it is asked for or read from standard input (and take another secret,"
                        + " for this one was shown)";
            }
            if (field.name().equals(name)) {
                return equals == typed.length() - 1 ? "--field " + name + " has no value" : null;
            }
        }
        return "a " + kind.title() + " has no such field; --field takes "
                + String.join(
                        ", ",
                        kind.fields().stream()
                                .filter(field -> !field.secret())
                                .map(EntryKind.Field::name)
                                .toList());
    }

    /// The fields that may be shown, as typed.
    private Map<String, String> open() {
        Map<String, String> open = new LinkedHashMap<>();
        for (String one : typed) {
            int equals = one.indexOf('=');
            open.put(one.substring(0, equals), one.substring(equals + 1));
        }
        return open;
    }

    /// Collects the fields in the order of the kind; the caller closes the credential.
    ///
    /// @param person asked for open fields that are missing, null where nobody is
    Credential read(EntryKind kind, SecretInput secrets, @Nullable Questions person)
            throws BackstayException, InterruptedException {
        Map<String, String> open = open();
        Map<String, Secret> fields = new LinkedHashMap<>();
        boolean complete = false;
        try {
            for (EntryKind.Field field : kind.fields()) {
                Secret value = value(field, open, secrets, person);
                if (value != null) {
                    fields.put(field.name(), value);
                }
            }
            complete = true;
        } finally {
            if (!complete) {
                fields.values().forEach(Secret::close);
            }
        }
        return Credential.of(kind, fields);
    }

    private @Nullable Secret value(
            EntryKind.Field field, Map<String, String> open, SecretInput secrets, @Nullable Questions person)
            throws BackstayException, InterruptedException {
        if (field.secret()) {
            return jsonFile != null && field.name().equals(JSON_FIELD)
                    ? ofFile(jsonFile)
                    : secrets.field(field.name(), field.required());
        }
        String text = open.get(field.name());
        if (text == null && field.required() && person != null) {
            text = person.shown(field.name() + ": ");
        }
        return text == null ? null : Secret.ofChars(text.toCharArray());
    }

    private static Secret ofFile(Path file) throws BackstayException {
        int limit = (int) Secret.LARGEST.bytes();
        try (InputStream in = Files.newInputStream(file)) {
            // One byte more than is taken: then a larger file shows.
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                Arrays.fill(bytes, (byte) 0);
                throw new BackstayException(new Failure.TooLarge(file.toString(), Secret.LARGEST));
            }
            if (!beginsAnObject(bytes)) {
                Arrays.fill(bytes, (byte) 0);
                throw new BackstayException(new Failure.BadInput(
                        file + " is no service account's key: it does not begin with a brace.",
                        "Give the JSON file as the provider gave it."));
            }
            return Secret.ofBytes(bytes);
        } catch (NoSuchFileException e) {
            throw new BackstayException(
                    new Failure.NotFound("The file " + file, "Check the name of the service account's key file."), e);
        } catch (IOException e) {
            throw new BackstayException(
                    new Failure.BadInput(file + " cannot be read.", "Check that it is a file that you may read."), e);
        }
    }

    private static boolean beginsAnObject(byte[] bytes) {
        int at = 0;
        while (at < bytes.length && Character.isWhitespace(bytes[at])) {
            at++;
        }
        return at < bytes.length && bytes[at] == '{';
    }
}

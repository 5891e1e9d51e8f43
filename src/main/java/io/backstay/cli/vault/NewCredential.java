package io.backstay.cli.vault;

import io.backstay.act.vault.Vaults;
import io.backstay.base.BackstayException;
import io.backstay.cli.terminal.Questions;
import io.backstay.cli.terminal.SecretInput;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.Entry;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Asks for a credential in the middle of something that needs one, and stores it as `vault add` does.
public final class NewCredential {
    private final Vaults vaults;
    private final SecretInput secrets;
    private final Questions person;

    /// @param vaults  open
    /// @param secrets from the keyboard
    public NewCredential(Vaults vaults, SecretInput secrets, Questions person) {
        this.vaults = vaults;
        this.secrets = secrets;
        this.person = person;
    }

    /// Asks for its name, its account and its fields, and stores it.
    ///
    /// @param known open fields that need not be asked for, by name
    public Entry store(EntryKind kind, Purpose purpose, Map<String, String> known)
            throws BackstayException, InterruptedException {
        String name = line("Name of the credential: ", null);
        String account = line("Account, project or server that it belongs to: ", name);
        List<String> open = new ArrayList<>();
        for (EntryKind.Field field : kind.fields()) {
            if (!field.secret()) {
                String value =
                        known.containsKey(field.name()) ? String.valueOf(known.get(field.name())) : open(kind, field);
                if (!value.isEmpty()) {
                    open.add(field.name() + "=" + value);
                }
            }
        }
        var draft = new Vaults.Draft(kind, purpose, name, account, null, null);
        try (Credential credential = CredentialInput.of(open).read(kind, secrets, person)) {
            Entry added = vaults.add(draft, credential);
            person.say("Stored " + added.name() + ".");
            return added;
        }
    }

    private String open(EntryKind kind, EntryKind.Field field) throws BackstayException, InterruptedException {
        while (true) {
            String value = person.shown(field.name() + (field.required() ? ": " : " (Enter leaves it out): "));
            if (!value.isEmpty() || !field.required()) {
                return value;
            }
            person.say("A " + kind.title() + " needs its " + field.name() + ".");
        }
    }

    /// @param name of the credential, absent while it is asked for itself
    private String line(String question, @Nullable String name) throws BackstayException, InterruptedException {
        while (true) {
            String typed = person.shown(question);
            String problem =
                    name == null ? Entry.problem(typed, "account", null, null) : Entry.problem(name, typed, null, null);
            if (problem == null && name == null && isTaken(typed)) {
                problem = "There is a credential called " + typed + " already.";
            }
            if (problem == null) {
                return typed;
            }
            person.say(problem);
        }
    }

    private boolean isTaken(String name) throws BackstayException {
        return vaults.list().stream().anyMatch(each -> each.entry().name().equals(name));
    }
}

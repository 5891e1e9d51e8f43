package io.backstay.vault.intake;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.seal.Secret;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.Entry;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What was found so far, within its limits.
final class Harvest {
    /// The most credentials of one file.
    static final int FOUND_MAX = 1000;

    private static final int PROBLEMS_MAX = 100;

    private final List<Imported> found = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private int untold;

    /// What a file says of a credential besides its fields.
    ///
    /// @param line counted from 1, for the sentence when the fields do not fit
    record Label(int line, String where, String name, String account) {}

    /// Adds a credential, or a problem when its fields do not fit; the fields are taken over.
    void add(EntryKind kind, Label label, Map<String, Secret> fields) throws BackstayException {
        if (found.size() == FOUND_MAX) {
            fields.values().forEach(Secret::close);
            throw new BackstayException(new Failure.BadInput(
                    "The file holds more than " + FOUND_MAX + " credentials.", "Cut it into smaller files."));
        }
        Credential credential;
        try {
            credential = Credential.of(kind, fields);
        } catch (BackstayException e) {
            problem("Line " + label.line() + ": " + e.failure().message());
            return;
        }
        found.add(
                new Imported(label.where(), Purpose.READ, fitting(label.name()), fitting(label.account()), credential));
    }

    /// @param sentence with the line's number and nothing that may be secret
    void problem(String sentence) {
        if (problems.size() < PROBLEMS_MAX) {
            problems.add(sentence);
        } else {
            untold++;
        }
    }

    Imports all() {
        List<String> told = new ArrayList<>(problems);
        if (untold > 0) {
            told.add(untold + " more lines have problems.");
        }
        return new Imports(found, told);
    }

    void close() {
        found.forEach(Imported::close);
    }

    private static String fitting(String proposal) {
        return proposal.length() <= Entry.NAME_MAX ? proposal : proposal.substring(0, Entry.NAME_MAX);
    }
}

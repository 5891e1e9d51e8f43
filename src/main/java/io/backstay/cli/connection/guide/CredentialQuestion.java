package io.backstay.cli.connection.guide;

import io.backstay.act.connection.form.Field;
import io.backstay.act.connection.form.Fitting;
import io.backstay.act.connection.form.Layout;
import io.backstay.act.vault.Vaults;
import io.backstay.base.BackstayException;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Questions;
import io.backstay.cli.vault.NewCredential;
import io.backstay.vault.entry.Entry;
import java.util.List;

/// Offers the credentials of the vault that fit, or to store one now.
record CredentialQuestion(Vaults vaults, NewCredential storing, Questions person, Asking asking) {
    private static final String NEW = "new";

    /// The name of the one that was chosen, empty for none.
    ///
    /// @param sheet the answers so far, with where the credential belongs to
    String ask(Field field, Fitting fitting, Sheet sheet) throws BackstayException, InterruptedException {
        List<Entry> all = vaults.list().stream().map(Vaults.Item::entry).toList();
        List<Entry> offered = all.stream().filter(fitting::fits).toList();
        person.say(field.question() + ": " + article(fitting) + (Layout.optional(field) ? ", optional" : ""));
        if (!field.help().isEmpty()) {
            person.say("  " + field.help());
        }
        for (int i = 0; i < offered.size(); i++) {
            Entry each = offered.get(i);
            person.say("%4d  %s  (%s)".formatted(i + 1, Plain.text(each.name()), Plain.text(each.account())));
        }
        person.say(" new  store one in the vault now");
        String how = offered.isEmpty() ? "the vault has none, type new" : "number, name or new";
        return asking.line(field, sheet.text(field), how, typed -> chosen(typed, field, fitting, sheet, all, offered));
    }

    private String chosen(String typed, Field field, Fitting fitting, Sheet sheet, List<Entry> all, List<Entry> offered)
            throws BackstayException, InterruptedException {
        if (typed.equals(NEW)) {
            return stored(field, fitting, sheet);
        }
        int at = Asking.number(typed, offered.size());
        if (at >= 0) {
            return offered.get(at).name();
        }
        for (Entry each : all) {
            if (each.name().equals(typed)) {
                String refusal = fitting.refusal(each);
                if (refusal != null) {
                    throw new IllegalArgumentException(refusal);
                }
                return typed;
            }
        }
        throw new IllegalArgumentException("the vault has no credential called '" + typed + "'; type new to store one");
    }

    private String stored(Field field, Fitting fitting, Sheet sheet) throws BackstayException, InterruptedException {
        try {
            return storing.store(fitting.kind(), fitting.purpose(), fitting.known(field, sheet::text))
                    .name();
        } catch (BackstayException e) {
            // Nothing was stored, and the answers so far still stand.
            throw new IllegalArgumentException(
                    e.failure().message() + " " + e.failure().advice(), e);
        }
    }

    private static String article(Fitting fitting) {
        String words = fitting.words();
        return ("AEIOU".indexOf(words.charAt(0)) >= 0 ? "an " : "a ") + words;
    }
}

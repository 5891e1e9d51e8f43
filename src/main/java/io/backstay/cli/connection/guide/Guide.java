package io.backstay.cli.connection.guide;

import io.backstay.act.connection.Connection;
import io.backstay.act.connection.Connections;
import io.backstay.act.connection.RegionOffer;
import io.backstay.act.connection.form.CommandText;
import io.backstay.act.connection.form.Draft;
import io.backstay.act.connection.form.Field;
import io.backstay.act.connection.form.Fitting;
import io.backstay.act.connection.form.Kind;
import io.backstay.act.connection.form.Layout;
import io.backstay.act.connection.form.Part;
import io.backstay.act.vault.Vaults;
import io.backstay.base.BackstayException;
import io.backstay.cli.terminal.Columns;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Questions;
import io.backstay.cli.vault.NewCredential;
import io.backstay.codec.Words;
import io.backstay.estate.Environment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The dialogue of `connection add`: provider, name, what it takes, a summary, a test, and whether to keep it. Nothing
/// of the connection is written before the last answer; a credential that was stored on the way stays in the vault.
public final class Guide {
    private final Connections connections;
    private final Trial trial;
    private final Questions person;
    private final Asking asking;
    private final CredentialQuestion credentials;
    private final RegionQuestion regions;
    private final PolicyQuestion policies;

    /// @param vaults open
    /// @param trial  tries a connection that is not added yet, and shows how far it is
    public Guide(Connections connections, Vaults vaults, NewCredential storing, Trial trial, Questions person) {
        this.connections = connections;
        this.trial = trial;
        this.person = person;
        this.asking = new Asking(person);
        this.credentials = new CredentialQuestion(vaults, storing, person, asking);
        this.regions = new RegionQuestion(person, asking);
        this.policies = new PolicyQuestion(connections, person, asking);
    }

    /// Tries a connection.
    @FunctionalInterface
    public interface Trial {
        /// Proves it part by part.
        Connections.Tested run(Connection connection) throws BackstayException, InterruptedException;
    }

    /// Asks for what was not typed, and adds what it makes.
    ///
    /// @return the connection that was added, absent when the person wanted none
    public @Nullable Connection run(Given given) throws BackstayException, InterruptedException {
        person.say("Enter takes what stands in brackets. Ctrl-C stops; no connection is kept before the last answer.");
        Sheet sheet = begun(given);
        boolean again = false;
        while (true) {
            fill(sheet, again);
            again = true;
            Connection connection = whole(sheet);
            if (connection == null) {
                continue;
            }
            summary(sheet);
            if (person.yes("Is this right? Then it is tested", true)) {
                Boolean kept = provenAndKept(connection);
                if (kept != null) {
                    return kept ? connection : null;
                }
            }
            person.say("Then once more; Enter keeps what stands in brackets.");
        }
    }

    private Sheet begun(Given given) throws BackstayException, InterruptedException {
        Kind kind = given.kind() == null ? kind() : given.kind();
        person.say(kind.help());
        Environment environment = given.environment();
        return new Sheet(kind, environment == null ? environment() : environment, given);
    }

    private Kind kind() throws BackstayException, InterruptedException {
        List<Kind> all = List.of(Kind.values());
        person.say("What shall be connected to?");
        return all.get(asking.choice(
                "Number",
                all.stream().map(Words::of).toList(),
                all.stream()
                        .map(each -> each.words() + ": " + firstSentence(each.help()))
                        .toList(),
                null));
    }

    private static String firstSentence(String help) {
        int end = help.indexOf(". ");
        return end < 0 ? help : help.substring(0, end + 1);
    }

    private Environment environment() throws BackstayException, InterruptedException {
        List<Environment> all = Arrays.stream(Environment.values())
                .filter(each -> each != Environment.PRACTICE)
                .toList();
        List<String> words = all.stream().map(Words::of).toList();
        return all.get(asking.choice("Environment", words, words, all.indexOf(Environment.PRODUCTION)));
    }

    /// @param again whether what has an answer is asked for too
    private void fill(Sheet sheet, boolean again) throws BackstayException, InterruptedException {
        name(sheet, again);
        for (Layout.Block block : Layout.of(sheet.kind)) {
            Part part = block.part();
            boolean has = part == null || sheet.parts.contains(part);
            if (part != null && (again || !has)) {
                has = person.yes(part.words(), has);
                if (has) {
                    sheet.parts.add(part);
                } else {
                    sheet.parts.remove(part);
                }
            }
            for (List<Field> line : has ? block.with() : block.without()) {
                for (Field field : line) {
                    answer(sheet, field, again);
                }
            }
        }
    }

    private void name(Sheet sheet, boolean again) throws BackstayException, InterruptedException {
        Set<String> taken = connections.list().stream().map(Connection::name).collect(Collectors.toSet());
        String was = sheet.text(Field.NAME);
        if (!again && !was.isEmpty()) {
            String problem = taken.contains(was) ? taken(was) : Field.NAME.problem(was);
            if (problem == null) {
                return;
            }
            person.say("  " + Plain.text(problem));
            was = "";
        }
        sheet.put(Field.NAME, asking.line(Field.NAME, was, "", typed -> {
            if (taken.contains(typed)) {
                throw new IllegalArgumentException(taken(typed));
            }
            return typed;
        }));
    }

    private static String taken(String name) {
        return "A connection called " + name + " is there already; choose another name.";
    }

    private void answer(Sheet sheet, Field field, boolean again) throws BackstayException, InterruptedException {
        if (!again && sheet.has(field)) {
            String problem = field.problem(sheet.text(field));
            if (problem == null) {
                return;
            }
            person.say("  " + field.question() + ": " + Plain.text(problem));
            sheet.put(field, "");
        }
        Fitting fitting = Fitting.of(field);
        if (fitting != null) {
            sheet.put(field, credentials.ask(field, fitting, sheet));
        } else if (field.region()) {
            sheet.put(field, regions.ask(field, sheet.text(field), offer(sheet)));
        } else if (field == Field.POLICY) {
            sheet.put(field, policies.ask(sheet.text(field)));
        } else if (!field.choices().isEmpty()) {
            List<String> words = field.choices();
            sheet.put(
                    field, words.get(asking.choice(field.question(), words, words, words.indexOf(sheet.text(field)))));
        } else {
            sheet.put(field, asking.typed(field, sheet.text(field)));
        }
    }

    /// The regions of the account whose key was named; all of AWS where no account is asked for, or nobody knows.
    private RegionOffer offer(Sheet sheet) throws InterruptedException {
        String key = sheet.kind == Kind.AWS ? sheet.text(Field.AWS_READER) : "";
        if (key.isEmpty()) {
            return RegionOffer.ALL;
        }
        String endpoint = sheet.text(Field.ENDPOINT);
        try {
            return connections.regions(key, endpoint.isEmpty() ? null : endpoint);
        } catch (BackstayException e) {
            return RegionOffer.unknown(e.failure().message() + " " + e.failure().advice(), null);
        }
    }

    /// What no single answer can show, such as one credential for two purposes, is told here.
    private @Nullable Connection whole(Sheet sheet) {
        try {
            return sheet.draft(connections::mapping).connection(sheet.environment);
        } catch (IllegalArgumentException e) {
            person.say("");
            person.say(Plain.text(Draft.sentence(e)) + " Once more; Enter keeps what stands in brackets.");
            return null;
        }
    }

    private void summary(Sheet sheet) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(sheet.kind.words(), sheet.text(Field.NAME) + ", " + Words.of(sheet.environment)));
        for (Field field : Layout.seen(sheet.kind, sheet.parts::contains)) {
            String text = sheet.text(field);
            if (!text.isEmpty()) {
                rows.add(List.of(field.question(), String.join(", ", field.answers(text))));
            }
        }
        person.say("");
        Columns.of(rows).lines().forEach(line -> person.say("  " + line));
        person.say("");
        person.say("The same without questions, for scripts:");
        person.say("  " + Plain.text(CommandText.line(sheet.draft(connections::mapping), sheet.environment)));
        person.say("");
    }

    /// @return whether it was kept; absent when the answers are to be changed
    private @Nullable Boolean provenAndKept(Connection connection) throws BackstayException, InterruptedException {
        try {
            Connections.Tested tested = trial.run(connection);
            TestedText.of(tested).forEach(person::say);
            boolean holds = Boolean.TRUE.equals(tested.holds());
            if (!person.yes(holds ? "Save it" : "Save it anyway", holds)) {
                return person.yes("Change an answer and test again", !holds) ? null : Boolean.FALSE;
            }
            connections.add(connection, tested);
            return true;
        } catch (BackstayException e) {
            person.say("  " + Plain.text(e.failure().message()));
            person.say("  " + Plain.text(e.failure().advice()));
            return person.yes("Change an answer", true) ? null : Boolean.FALSE;
        }
    }
}

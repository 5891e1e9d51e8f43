package io.backstay.cli.connection.guide;

import io.backstay.act.connection.form.Draft;
import io.backstay.act.connection.form.Field;
import io.backstay.act.connection.form.Layout;
import io.backstay.base.BackstayException;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Questions;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Asks for the answer of one field until it can be meant.
final class Asking {
    /// Empties a field that may stay empty.
    private static final String NOTHING = "-";

    private static final Pattern EXAMPLE = Pattern.compile("\\S+(, .*)?");

    private final Questions person;

    Asking(Questions person) {
        this.person = person;
    }

    /// Makes an answer of what was typed.
    @FunctionalInterface
    interface Reading {
        /// The answer as the form would hold it.
        ///
        /// @throws IllegalArgumentException in one sentence when it cannot be meant
        String read(String typed) throws BackstayException, InterruptedException;
    }

    /// Asks in one line.
    ///
    /// @param was what stands there, empty for nothing
    String typed(Field field, String was) throws BackstayException, InterruptedException {
        if (!field.help().isEmpty()) {
            person.say("  " + field.help());
        }
        if (field.lines()) {
            return lines(field, was);
        }
        return line(field, was, "", typed -> field.whole(typed, Asking::whole));
    }

    /// Asks in one line, and reads the answer in a way of its own.
    ///
    /// @param how what can be typed, empty where the question says it
    String line(Field field, String was, String how, Reading reading) throws BackstayException, InterruptedException {
        while (true) {
            String typed = person.shown(question(field, was, how));
            if (typed.isEmpty() && !was.isEmpty()) {
                return was;
            }
            if (Layout.optional(field) && (typed.isEmpty() || typed.equals(NOTHING))) {
                return "";
            }
            String problem;
            try {
                String answer = typed.isEmpty() ? "" : reading.read(typed);
                problem = answer.isEmpty() ? "An answer is needed here." : field.problem(answer);
                if (problem == null) {
                    return answer;
                }
            } catch (IllegalArgumentException e) {
                problem = Draft.sentence(e);
            }
            person.say("  " + Plain.text(problem));
        }
    }

    private static String question(Field field, String was, String how) {
        String beside;
        if (!was.isEmpty()) {
            beside = " [" + Plain.text(was) + (Layout.optional(field) ? "; - for none" : "") + "]";
        } else if (Layout.optional(field)) {
            beside = " (Enter: " + (field.example().isEmpty() ? "none" : usual(field)) + ")";
        } else {
            beside = how.isEmpty() && !field.example().isEmpty() ? " (such as " + field.example() + ")" : "";
        }
        return field.question() + (how.isEmpty() ? "" : ", " + how) + beside + ": ";
    }

    /// What the empty field shows is what holds without an answer, or an example of one: a single word, with what is
    /// to be said of it behind a comma.
    private static String usual(Field field) {
        return EXAMPLE.matcher(field.example()).matches() ? "none; such as " + field.example() : field.example();
    }

    private String lines(Field field, String was) throws BackstayException, InterruptedException {
        List<String> all = new ArrayList<>();
        while (true) {
            String typed = person.shown(
                    all.isEmpty() ? question(field, was.replace("\n", "; "), "") : field.question() + ", another: ");
            if (typed.isEmpty() || typed.equals(NOTHING)) {
                return !all.isEmpty() ? String.join("\n", all) : typed.isEmpty() ? was : "";
            }
            String problem = added(field, typed, all);
            if (problem != null) {
                person.say("  " + Plain.text(problem));
            }
        }
    }

    /// Why an answer was not added; null when it was.
    private static @Nullable String added(Field field, String typed, List<String> all) {
        try {
            List<String> more = new ArrayList<>(all);
            more.add(field.whole(typed, Asking::whole));
            String problem = field.problem(String.join("\n", more));
            if (problem == null) {
                all.add(more.getLast());
            }
            return problem;
        } catch (IllegalArgumentException e) {
            return Draft.sentence(e);
        }
    }

    /// Asks for one of a few, by number or word.
    ///
    /// @param usual what an empty line means, absent where one has to be named
    int choice(String question, List<String> words, List<String> shown, @Nullable Integer usual)
            throws BackstayException, InterruptedException {
        for (int i = 0; i < shown.size(); i++) {
            person.say("%4d  %s".formatted(i + 1, Plain.text(shown.get(i))));
        }
        while (true) {
            String typed = person.shown(question + (usual == null ? ": " : " [" + words.get(usual) + "]: "));
            if (typed.isEmpty() && usual != null) {
                return usual;
            }
            int at = number(typed, words.size());
            at = at >= 0 ? at : words.indexOf(typed.toLowerCase(Locale.ROOT));
            if (at >= 0) {
                return at;
            }
            person.say("  Answer with a number from 1 to " + words.size() + ".");
        }
    }

    /// The place of a number that was typed; -1 when it is none of them.
    static int number(String typed, int count) {
        int number = typed.matches("[0-9]{1,4}") ? Integer.parseInt(typed) : 0;
        return number >= 1 && number <= count ? number - 1 : -1;
    }

    private static String whole(String typed) {
        try {
            return Path.of(typed).toAbsolutePath().normalize().toString();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("this system has no such paths: " + e.getReason(), e);
        }
    }
}

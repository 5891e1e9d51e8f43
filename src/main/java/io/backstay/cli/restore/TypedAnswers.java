package io.backstay.cli.restore;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.codec.Words;
import io.backstay.connect.postgres.tenant.preflight.SchemaDifference;
import io.backstay.connect.postgres.tenant.rows.SchemaChoices;
import io.backstay.connect.postgres.tenant.rows.SchemaChoices.Choice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Answers to changes of live's schema as they are typed, such as `crm.deals.stage=default`.
final class TypedAnswers {
    private final Map<String, Choice> bySubject = new LinkedHashMap<>();

    /// @throws IllegalArgumentException with a sentence, when one makes no sense
    TypedAnswers(List<String> typed) {
        for (String each : typed) {
            int equals = each.lastIndexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("--schema takes what differs and a choice, such as"
                        + " crm.deals.stage=default, not '" + each + "'");
            }
            String word = each.substring(equals + 1);
            Choice choice = Arrays.stream(Choice.values())
                    .filter(one -> one != Choice.STOP && Words.of(one).equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "--schema knows the choices " + words() + ", not '" + word + "'"));
            if (bySubject.put(each.substring(0, equals), choice) != null) {
                throw new IllegalArgumentException("--schema answers '" + each.substring(0, equals) + "' twice");
            }
        }
    }

    private static String words() {
        return String.join(", ", choices(List.of(Choice.values())));
    }

    /// The words of choices with which a restore goes on.
    static List<String> choices(List<Choice> choices) {
        return choices.stream()
                .filter(each -> each != Choice.STOP)
                .map(Words::of)
                .toList();
    }

    /// How one difference is answered, an option for each choice.
    static List<String> options(SchemaDifference difference) {
        return choices(difference.choices()).stream()
                .map(word -> "--schema '" + difference.subject() + "=" + word + "'")
                .toList();
    }

    boolean none() {
        return bySubject.isEmpty();
    }

    /// The answers, by the differences that there are.
    ///
    /// @throws BackstayException when one answers what does not differ, or in a way that it cannot be answered
    SchemaChoices of(List<SchemaDifference> differences) throws BackstayException {
        SchemaChoices answers = SchemaChoices.NONE;
        for (Map.Entry<String, Choice> each : bySubject.entrySet()) {
            Optional<SchemaDifference> asked = differences.stream()
                    .filter(one -> one.open() && one.subject().equals(each.getKey()))
                    .findFirst();
            if (asked.isEmpty()) {
                List<String> subjects = new ArrayList<>();
                differences.stream().filter(SchemaDifference::open).forEach(one -> subjects.add(one.subject()));
                throw new BackstayException(new Failure.BadInput(
                        "Nothing is asked about '" + each.getKey() + "' in live's schema.",
                        subjects.isEmpty()
                                ? "Leave --schema out: live's schema is that of the last good moment."
                                : "Answer " + String.join(", ", subjects) + "."));
            }
            SchemaDifference difference = asked.get();
            if (!difference.choices().contains(each.getValue())) {
                throw new BackstayException(new Failure.BadInput(
                        difference.sentence() + " It cannot be answered with '" + Words.of(each.getValue()) + "'.",
                        choices(difference.choices()).isEmpty()
                                ? "Restore from a point after that change, or change live."
                                : "Choose " + String.join(" or ", choices(difference.choices())) + "."));
            }
            answers = answers.with(difference.id(), each.getValue());
        }
        return answers;
    }
}

package io.backstay.ui.restore;

import io.backstay.act.restore.GuidedRestore;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.connect.postgres.tenant.preflight.SchemaDifference;
import io.backstay.connect.postgres.tenant.rows.SchemaChoices;
import io.backstay.connect.postgres.tenant.rows.SchemaChoices.Choice;
import io.backstay.restore.plan.Refusal;
import io.backstay.ui.restore.work.Trouble;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What is asked where live's schema is not that of the last good moment, and what a person answers. The answers
/// count when the comparison is tried again.
public final class SchemaModel {
    private static final String ANSWERED = "Compare with these answers";

    private final ReadOnlyObjectWrapper<SchemaChoices> answers = new ReadOnlyObjectWrapper<>(SchemaChoices.NONE);
    /// What a comparison found; written by the thread that compares, before its end is heard on the screen's thread.
    private final AtomicReference<List<SchemaDifference>> found = new AtomicReference<>(List.of());

    private final AtomicReference<SchemaChoices> given = new AtomicReference<>(SchemaChoices.NONE);

    SchemaModel() {}

    /// Whether a step stopped because something is asked here.
    public static boolean asks(Trouble trouble) {
        return trouble.code().equals(Refusal.SCHEMA_OPEN.code());
    }

    /// What needs an answer, whether it has one or not.
    public List<SchemaDifference> asked() {
        return found.get().stream().filter(SchemaDifference::open).toList();
    }

    /// What was answered so far.
    public ReadOnlyObjectProperty<SchemaChoices> answersProperty() {
        return answers.getReadOnlyProperty();
    }

    /// The answers with which a restore goes on; none where nothing can be done about a difference.
    public static List<Choice> choices(SchemaDifference difference) {
        return difference.choices().stream()
                .filter(choice -> choice != Choice.STOP)
                .toList();
    }

    /// The one thing to do next while something is asked here. A change about which nothing can be done does not hold
    /// it up: live may have been mended meanwhile.
    Act act() {
        List<SchemaDifference> open =
                asked().stream().filter(each -> !each.answeredBy(answers.get())).toList();
        long stuck = open.stream().filter(each -> choices(each).isEmpty()).count();
        long left = open.size() - stuck;
        if (left > 0) {
            return new Act(
                    ANSWERED, false, Counts.of(left, "change") + (left == 1 ? " waits" : " wait") + " for an answer.");
        }
        return stuck > 0
                ? new Act(
                        "Compare again",
                        true,
                        "Nothing can be done here about " + Counts.of(stuck, "change")
                                + ": have live mended first, or close this restore.")
                : new Act(ANSWERED, true, "Next: compare with live. Nothing is written yet.");
    }

    /// Answers one.
    public void answer(SchemaDifference difference, Choice choice) {
        SchemaChoices made = answers.get().with(difference.id(), choice);
        given.set(made);
        answers.set(made);
    }

    /// Compares with the answers that there are, and remembers what there is to answer. Any thread.
    <T> T during(GuidedRestore open, Comparing<T> work) throws BackstayException, InterruptedException {
        SchemaChoices made = given.get();
        if (!made.equals(open.answers())) {
            open.answer(made);
        }
        try {
            return work.run();
        } finally {
            found.set(open.schemaDifferences());
        }
    }

    /// A comparison.
    @FunctionalInterface
    interface Comparing<T> {
        T run() throws BackstayException, InterruptedException;
    }

    void clear() {
        found.set(List.of());
        given.set(SchemaChoices.NONE);
        answers.set(SchemaChoices.NONE);
    }
}

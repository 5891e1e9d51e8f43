package io.backstay.ui.compliance;

import io.backstay.act.policy.PolicyTexts;
import io.backstay.act.role.Permission;
import io.backstay.base.Failure;
import io.backstay.policy.lint.Acceptance;
import io.backstay.policy.lint.Contradiction;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.guard.Allowed;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// Accepting a contradiction for a while: why, who answers for it, and the day on which it comes back. The act is
/// the one of `policy accept`, with its gate and its entry in the record.
public final class AcceptModel {
    private final PolicyTexts texts;
    private final Background background;
    private final Allowed allowed;
    private final ZoneId zone;
    private final Runnable onAccepted;
    private final StringProperty reason = new SimpleStringProperty("");
    private final StringProperty owner = new SimpleStringProperty("");
    private final StringProperty until = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(false);

    /// A form that is not open yet.
    ///
    /// @param zone       whose midnight ends an acceptance
    /// @param onAccepted hears of every acceptance, for what was found is judged anew
    public AcceptModel(PolicyTexts texts, Background background, Allowed allowed, ZoneId zone, Runnable onAccepted) {
        this.texts = texts;
        this.background = background;
        this.allowed = allowed;
        this.zone = zone;
        this.onAccepted = onAccepted;
    }

    /// Why it is lived with.
    StringProperty reasonProperty() {
        return reason;
    }

    /// Who answers for that.
    StringProperty ownerProperty() {
        return owner;
    }

    /// The day on which it comes back, such as `2027-03-01`.
    StringProperty untilProperty() {
        return until;
    }

    /// What is wrong with the form, or why nothing was accepted; empty when nothing is.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Whether the form is shown.
    ReadOnlyBooleanProperty openProperty() {
        return open.getReadOnlyProperty();
    }

    /// Whether it is being accepted at this moment.
    ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    ZoneId zone() {
        return zone;
    }

    /// Why this role may not accept; null when it may.
    @Nullable
    String refusal() {
        return allowed.refusal(Permission.ACCEPT_FINDING);
    }

    /// Shows an empty form, if the role may accept.
    void begin() {
        if (refusal() == null && !running.get()) {
            reason.set("");
            owner.set("");
            until.set("");
            problem.set("");
            open.set(true);
        }
    }

    /// Puts the form away.
    ///
    /// @return whether it was there
    boolean close() {
        boolean was = open.get();
        open.set(false);
        return was;
    }

    /// Accepts what was found, if the form is complete.
    void accept(String policy, Contradiction found) {
        Instant end = end();
        if (running.get() || refusal() != null || end == null) {
            return;
        }
        problem.set("");
        running.set(true);
        var choice = new PolicyTexts.Choice(
                found.rule(),
                found.clauseIds(),
                reason.get().strip(),
                owner.get().strip(),
                end);
        background.call(_ -> texts.accept(policy, choice), this::accepted, this::failed);
    }

    /// When it comes back, or null with the problem said.
    private @Nullable Instant end() {
        if (reason.get().isBlank() || owner.get().isBlank()) {
            problem.set("Say why it is lived with, and who answers for that.");
            return null;
        }
        try {
            return LocalDate.parse(until.get().strip()).atStartOfDay(zone).toInstant();
        } catch (DateTimeParseException _) {
            problem.set("Write the day on which it comes back, such as 2027-03-01.");
            return null;
        }
    }

    private void accepted(List<Acceptance> all) {
        running.set(false);
        open.set(false);
        onAccepted.run();
    }

    private void failed(Failure failure) {
        running.set(false);
        problem.set(failure.message() + " " + failure.advice());
    }
}

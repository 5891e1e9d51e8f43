package io.backstay.ui.compliance;

import io.backstay.act.policy.PolicyTexts;
import io.backstay.act.role.Permission;
import io.backstay.base.Failure;
import io.backstay.policy.lint.Contradiction;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Foreign;
import io.backstay.ui.kit.guard.Allowed;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// Accepting a contradiction for a while: why, who answers for it, and the day on which it comes back; and
/// withdrawing that. The acts are those of `policy accept` and `policy withdraw`, with gate and entry in the record.
public final class AcceptModel {
    private final PolicyTexts texts;
    private final Background background;
    private final Allowed allowed;
    private final ZoneId zone;
    private final Runnable onChanged;
    private final StringProperty reason = new SimpleStringProperty("");
    private final StringProperty owner = new SimpleStringProperty("");
    private final StringProperty until = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyBooleanWrapper withdrawing = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(false);

    /// A form that is not open yet.
    ///
    /// @param zone      whose midnight ends an acceptance
    /// @param onChanged hears of every acceptance and withdrawal, for what was found is judged anew
    public AcceptModel(PolicyTexts texts, Background background, Allowed allowed, ZoneId zone, Runnable onChanged) {
        this.texts = texts;
        this.background = background;
        this.allowed = allowed;
        this.zone = zone;
        this.onChanged = onChanged;
    }

    /// Why it is lived with, or not any more.
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

    /// Whether the form to accept is shown.
    ReadOnlyBooleanProperty openProperty() {
        return open.getReadOnlyProperty();
    }

    /// Whether the form to withdraw is shown.
    ReadOnlyBooleanProperty withdrawingProperty() {
        return withdrawing.getReadOnlyProperty();
    }

    /// Whether it is being accepted or withdrawn at this moment.
    ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    ZoneId zone() {
        return zone;
    }

    /// Why this role may neither accept nor withdraw; null when it may.
    @Nullable
    String refusal() {
        return allowed.refusal(Permission.ACCEPT_FINDING);
    }

    /// Shows an empty form, if the role may accept.
    void begin() {
        begin(open);
    }

    /// Shows an empty form to withdraw what is accepted, if the role may.
    void beginWithdrawal() {
        begin(withdrawing);
    }

    private void begin(ReadOnlyBooleanWrapper form) {
        if (refusal() == null && !running.get()) {
            reason.set("");
            owner.set("");
            until.set("");
            problem.set("");
            form.set(true);
        }
    }

    /// Puts the form away.
    ///
    /// @return whether it was there
    boolean close() {
        boolean was = open.get() || withdrawing.get();
        open.set(false);
        withdrawing.set(false);
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
        background.call(_ -> texts.accept(policy, choice), _ -> changed(), this::failed);
    }

    /// Withdraws what is accepted, if a reason is given.
    void withdraw(String policy, Contradiction found) {
        if (running.get() || refusal() != null) {
            return;
        }
        if (reason.get().isBlank()) {
            problem.set("Say why it is not lived with any more.");
            return;
        }
        problem.set("");
        running.set(true);
        var end = new PolicyTexts.End(
                found.rule(), found.clauseIds(), reason.get().strip());
        background.call(_ -> texts.withdraw(policy, end), _ -> changed(), this::failed);
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

    private void changed() {
        running.set(false);
        close();
        onChanged.run();
    }

    private void failed(Failure failure) {
        running.set(false);
        problem.set(Foreign.of(failure));
    }
}

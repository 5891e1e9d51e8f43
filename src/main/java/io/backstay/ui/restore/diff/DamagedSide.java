package io.backstay.ui.restore.diff;

import io.backstay.act.restore.GuidedRestore.Staged;
import io.backstay.ui.kit.entry.LocalMoment;
import io.backstay.ui.restore.found.Moments;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// The state after the incident as a third side: whether it was looked at, and at which moment it would be.
public final class DamagedSide {
    private final ReadOnlyObjectWrapper<@Nullable Staged> staged = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper refusal = new ReadOnlyStringWrapper("");
    private final StringProperty typed = new SimpleStringProperty("");
    private Consumer<Instant> carry = _ -> {};
    private Instant usual = Instant.EPOCH;
    private ZoneId zone = ZoneOffset.UTC;
    private boolean found;

    DamagedSide() {}

    /// Where the damaged state was recovered, null while nobody looked.
    public ReadOnlyObjectProperty<@Nullable Staged> stagedProperty() {
        return staged.getReadOnlyProperty();
    }

    /// Why the typed moment cannot be taken, empty when it can.
    public ReadOnlyStringProperty refusalProperty() {
        return refusal.getReadOnlyProperty();
    }

    /// Another moment, in the customer's time; empty for the usual one.
    public StringProperty typedProperty() {
        return typed;
    }

    /// The moment that is taken when none is typed, and where it is from, such as `Fri 13 Mar 18:00, as reported`.
    public String usual() {
        return Moments.at(usual, zone) + (found ? ", as found" : ", as reported");
    }

    /// Recovers the damaged state beside the last good one and compares again.
    public void look() {
        String other = typed.get().strip();
        if (other.isEmpty()) {
            refusal.set("");
            carry.accept(usual);
            return;
        }
        switch (LocalMoment.read(other, zone)) {
            case LocalMoment.At(var instant) -> {
                refusal.set("");
                carry.accept(instant);
            }
            case LocalMoment.Wrong(var sentence) -> refusal.set(sentence);
        }
    }

    /// Says what is done when it is to be looked at.
    public void carriedBy(Consumer<Instant> how) {
        carry = how;
    }

    /// Begins with the moment that is usual for an incident.
    ///
    /// @param moment the incident's own, when it was searched for and found; else null
    public void ask(Instant reported, @Nullable Instant moment, ZoneId customers) {
        usual = moment == null ? reported : moment;
        found = moment != null;
        zone = customers;
    }

    /// It was made.
    public void show(Staged side) {
        staged.set(side);
    }

    void clear() {
        staged.set(null);
        refusal.set("");
        typed.set("");
    }
}

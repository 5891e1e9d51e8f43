package io.backstay.ui.restore;

import io.backstay.connect.postgres.tenant.diff.SampleRow;
import java.util.function.BiConsumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// The one row that somebody gave a reason to see without a mask. Its values are forgotten when the row is left.
public final class Unmasked {
    private final ReadOnlyObjectWrapper<@Nullable SampleRow> asked = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable SampleRow> plain = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper refusal = new ReadOnlyStringWrapper("");
    private final StringProperty reason = new SimpleStringProperty("");
    private BiConsumer<SampleRow, String> carry = (_, _) -> {};

    Unmasked() {}

    /// The masked row that is asked about, null while none is.
    public ReadOnlyObjectProperty<@Nullable SampleRow> askedProperty() {
        return asked.getReadOnlyProperty();
    }

    /// The same row without a mask, null until it is shown.
    public ReadOnlyObjectProperty<@Nullable SampleRow> plainProperty() {
        return plain.getReadOnlyProperty();
    }

    /// Why it is not shown, empty while nothing was refused.
    public ReadOnlyStringProperty refusalProperty() {
        return refusal.getReadOnlyProperty();
    }

    /// Why it must be seen, as a person types it.
    public StringProperty reasonProperty() {
        return reason;
    }

    /// Asks for a reason to see a row.
    public void ask(SampleRow masked) {
        hide();
        asked.set(masked);
    }

    /// Shows the row that is asked about, when a reason was given; who looked and why is recorded first.
    public void reveal() {
        SampleRow masked = asked.get();
        if (masked == null) {
            return;
        }
        String why = reason.get().strip();
        if (why.length() < NextAct.REASON_MIN) {
            refusal.set("Say why it must be seen, in " + NextAct.REASON_MIN + " letters or more; the record keeps it.");
        } else {
            refusal.set("");
            carry.accept(masked, why);
        }
    }

    /// Forgets the values and the reason.
    public void hide() {
        asked.set(null);
        plain.set(null);
        refusal.set("");
        reason.set("");
    }

    /// The row as it is to be shown: without a mask when it is the one that was revealed.
    public SampleRow seen(SampleRow masked) {
        SampleRow shown = plain.get();
        return shown != null && masked.equals(asked.get()) ? shown : masked;
    }

    void carriedBy(BiConsumer<SampleRow, String> how) {
        carry = how;
    }

    /// Shows the values, unless the row was left meanwhile.
    void show(SampleRow masked, SampleRow revealed) {
        if (masked.equals(asked.get())) {
            plain.set(revealed);
        }
    }

    void refuse(String why) {
        refusal.set(why);
    }
}

package io.backstay.ui.restore.diff;

import io.backstay.base.Failure;
import io.backstay.ui.kit.Foreign;
import io.backstay.ui.restore.work.Runner;
import java.util.function.BiConsumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// The one row that somebody gave a reason to see without a mask. Its values are forgotten when the row is left.
///
/// @param <R> a row as it is shown, with and without a mask
public final class Unmasked<R> {
    /// What is done while a row is asked for.
    public static final String RECORDING = "Recording who looks, and why";

    /// Letters; a word is not a reason.
    public static final int REASON_MIN = 10;

    private final ReadOnlyObjectWrapper<@Nullable R> asked = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable R> plain = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper refusal = new ReadOnlyStringWrapper("");
    private final StringProperty reason = new SimpleStringProperty("");
    private BiConsumer<R, String> carry = (_, _) -> {};

    /// No row is asked about yet.
    public Unmasked() {}

    /// The masked row that is asked about, null while none is.
    public ReadOnlyObjectProperty<@Nullable R> askedProperty() {
        return asked.getReadOnlyProperty();
    }

    /// The same row without a mask, null until it is shown.
    public ReadOnlyObjectProperty<@Nullable R> plainProperty() {
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
    public void ask(R masked) {
        hide();
        asked.set(masked);
    }

    /// Shows the row that is asked about, when a reason was given; who looked and why is recorded first.
    public void reveal() {
        R masked = asked.get();
        if (masked == null) {
            return;
        }
        String why = reason.get().strip();
        if (why.length() < REASON_MIN) {
            refusal.set("Say why it must be seen, in " + REASON_MIN + " letters or more; the record keeps it.");
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
    public R seen(R masked) {
        R shown = plain.get();
        return shown != null && masked.equals(asked.get()) ? shown : masked;
    }

    /// Says how a row is asked for, with the reason.
    public void carriedBy(BiConsumer<R, String> how) {
        carry = how;
    }

    /// What becomes of a look that was asked for: its values are shown, unless the row was left meanwhile.
    public Runner.Endings<R> looked(R masked) {
        return new Runner.Endings<>() {
            @Override
            public void done(R revealed) {
                if (masked.equals(asked.get())) {
                    plain.set(revealed);
                }
            }

            @Override
            public void failed(Failure failure) {
                refusal.set(Foreign.of(failure));
            }

            @Override
            public void cancelled() {
                refusal.set("Cancelled; the row stays masked.");
            }

            @Override
            public void broken() {
                refusal.set("A defect of Backstay stopped it; the row stays masked, and the log says more.");
            }
        };
    }
}

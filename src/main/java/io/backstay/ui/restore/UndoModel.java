package io.backstay.ui.restore;

import io.backstay.act.restore.GuidedRestore;
import io.backstay.act.undo.Undos;
import io.backstay.act.undo.Undos.Outcome;
import io.backstay.act.undo.Undos.Outlook;
import io.backstay.base.Failure;
import io.backstay.connect.postgres.tenant.load.Chosen;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Foreign;
import io.backstay.ui.restore.diff.Unmasked;
import io.backstay.ui.restore.found.Known;
import io.backstay.ui.restore.work.Runner;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// Taking a verified restore back: what that would do, the tenant's name that must be typed, and what came of it.
public final class UndoModel {
    private final @Nullable Undos undos;
    private final Runner runner;
    private final ReadOnlyObjectWrapper<Seen> seen = new ReadOnlyObjectWrapper<>(Seen.NOTHING);
    private final StringProperty typed = new SimpleStringProperty("");
    private UndoChoice choice = new UndoChoice(List.of());
    private final BooleanProperty chosen = new SimpleBooleanProperty(true);
    private final BooleanBinding may;

    /// What is known of it; every part is absent until it is.
    ///
    /// @param stopped what stopped it, in a sentence, with what to do
    public record Seen(
            @Nullable Outlook outlook,
            @Nullable Outcome outcome,
            @Nullable String stopped) {
        static final Seen NOTHING = new Seen(null, null, null);

        /// Whether the restore is undone.
        public boolean undone() {
            return outcome != null && outcome.undone();
        }
    }

    /// @param undos null where nothing can be undone
    UndoModel(@Nullable Undos undos, Runner runner) {
        this.undos = undos;
        this.runner = runner;
        this.may = Bindings.createBooleanBinding(
                this::mayUndo, seen, typed, chosen, runner.work().runningProperty());
    }

    /// Whether this restore can be asked about.
    public boolean offered(Known known) {
        Known.Opened opened = known.opened();
        return undos != null && opened != null && !opened.over() && known.verification() != null;
    }

    /// What is known of the undo.
    public ReadOnlyObjectProperty<Seen> seenProperty() {
        return seen.getReadOnlyProperty();
    }

    /// Which rows are undone although the tenant has touched them since.
    public UndoChoice choice() {
        return choice;
    }

    /// The tenant's name, as it is typed.
    public StringProperty typedProperty() {
        return typed;
    }

    /// Whether the undo can begin: nothing stands in its way, and the name is typed exactly.
    public BooleanBinding mayUndoBinding() {
        return may;
    }

    /// Takes the sheet away again.
    public void leave() {
        if (!runner.busy() && !seen.get().undone()) {
            reset();
        }
    }

    void reset() {
        typed.set("");
        offer(List.of());
        seen.set(Seen.NOTHING);
    }

    void look(String restore) {
        run("Looking at what an undo would do", undos -> _ -> undos.look(restore, Map.of()), outlook -> {
            typed.set("");
            offer(outlook.touched());
            choice.unmasked().carriedBy((row, why) -> reveal(outlook, row, why));
            seen.set(new Seen(outlook, null, null));
        });
    }

    /// Undoes; the restore's own hold on the run is let go before.
    void run(GuidedRestore guided) {
        Outlook asked = seen.get().outlook();
        if (asked == null || !may.get()) {
            return;
        }
        Map<String, Chosen> wanted = choice.chosen();
        choice.unmasked().hide();
        typed.set("");
        run(
                "Undoing in one transaction",
                undos -> progress -> {
                    guided.close();
                    return undos.run(asked.restore(), wanted, progress);
                },
                outcome -> seen.set(new Seen(
                        asked,
                        outcome,
                        outcome.undone()
                                ? null
                                : "Not undone: a proof did not hold, so everything was rolled back. Live is as it"
                                        + " was.")));
    }

    /// Shows one touched row without a mask, when that could be recorded.
    private void reveal(Outlook outlook, UndoChoice.Shown masked, String reason) {
        Undos reached = undos;
        if (reached != null && !runner.busy()) {
            runner.run(
                    Unmasked.RECORDING,
                    _ -> new UndoChoice.Shown(
                            masked.table(), reached.reveal(outlook, masked.table(), masked.row(), reason)),
                    choice.unmasked().looked(masked));
        }
    }

    private void offer(List<Undos.Touched> touched) {
        choice.unmasked().hide();
        var offered = new UndoChoice(touched);
        choice = offered;
        offered.leftProperty().subscribe(left -> chosen.set(left.longValue() == 0));
    }

    /// A piece of work on what can be undone.
    private interface Asking<T> {
        Background.Work<T> of(Undos undos);
    }

    private <T> void run(String name, Asking<T> asking, Consumer<T> then) {
        Undos reached = undos;
        if (reached == null || runner.busy()) {
            return;
        }
        runner.run(name, asking.of(reached), new Runner.Endings<T>() {
            @Override
            public void done(T value) {
                then.accept(value);
            }

            @Override
            public void failed(Failure failure) {
                stopped(Foreign.of(failure));
            }

            @Override
            public void cancelled() {
                stopped("It was cancelled. Look again: the row in live says whether anything was undone.");
            }

            @Override
            public void broken() {
                stopped("It ended in a defect of Backstay. Look again: the row in live says whether it was undone.");
            }
        });
    }

    private void stopped(String why) {
        seen.set(new Seen(null, null, why));
    }

    private boolean mayUndo() {
        Seen now = seen.get();
        Outlook outlook = now.outlook();
        return outlook != null
                && now.outcome() == null
                && outlook.needed().isEmpty()
                && chosen.get()
                && outlook.names(typed.get())
                && !runner.busy();
    }
}

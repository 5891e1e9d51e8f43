package io.backstay.ui.incidents.sets;

import io.backstay.act.connection.Connection;
import io.backstay.act.role.Permission;
import io.backstay.act.tenant.DataSets;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.Failure;
import io.backstay.base.Utc;
import io.backstay.connect.postgres.tenant.sets.SetDifference;
import io.backstay.ui.kit.Activity;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Foreign;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.Said;
import io.backstay.ui.kit.guard.Allowed;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Data sets of a firm: which there are, writing some of them, and comparing a copy with live or a recovery point. One
/// of these at a time; each can be stopped.
public final class SetsModel {
    /// So many differing rows of each kind and set are told.
    private static final int SHOWN = 20;

    private static final Said STOPPED =
            new Said(Mark.UNKNOWN, "Stopped. Nothing was written, and what was recovered is removed.");

    private final DataSets sets;
    private final Names names;
    private final Background background;
    private final Allowed allowed;
    private final SetsForm form = new SetsForm();
    private final BooleanProperty open = new SimpleBooleanProperty();
    private final ObservableList<String> connections = FXCollections.observableArrayList(Connection.LAB);
    private final ObservableList<Choice> choices = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper doing = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<@Nullable Said> said = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<DataSets.@Nullable Exported> exported = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<DataSets.@Nullable Compared> compared = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable OfCase> about = new ReadOnlyObjectWrapper<>();
    private @Nullable Activity activity;

    /// Where the names of connections are read.
    @FunctionalInterface
    public interface Names {
        /// All but the lab's.
        List<String> all() throws BackstayException;
    }

    /// A data set that can be chosen.
    record Choice(DataSets.Described set, BooleanProperty chosen) {}

    /// A model that has asked nothing yet.
    public SetsModel(DataSets sets, Names names, Background background, Allowed allowed) {
        this.sets = sets;
        this.names = names;
        this.background = background;
        this.allowed = allowed;
    }

    SetsForm form() {
        return form;
    }

    /// Whether it is in sight.
    public BooleanProperty openProperty() {
        return open;
    }

    /// In which case it is done; null outside of any.
    ReadOnlyObjectProperty<@Nullable OfCase> aboutProperty() {
        return about.getReadOnlyProperty();
    }

    /// The databases that there are.
    ObservableList<String> connections() {
        return connections;
    }

    /// What the mapping has; empty before it was listed.
    ObservableList<Choice> choices() {
        return choices;
    }

    /// What is done at this moment; empty when nothing is.
    ReadOnlyStringProperty doingProperty() {
        return doing.getReadOnlyProperty();
    }

    /// What came of the last act; null before.
    ReadOnlyObjectProperty<@Nullable Said> saidProperty() {
        return said.getReadOnlyProperty();
    }

    /// What was written last; null when something else was done.
    ReadOnlyObjectProperty<DataSets.@Nullable Exported> exportedProperty() {
        return exported.getReadOnlyProperty();
    }

    /// What differs; null when something else was done.
    ReadOnlyObjectProperty<DataSets.@Nullable Compared> comparedProperty() {
        return compared.getReadOnlyProperty();
    }

    /// Why this role may not hand data sets on; null when it may.
    @Nullable
    String exportRefusal() {
        return allowed.refusal(Permission.EXPORT_TENANT);
    }

    /// Why this role may not list which data sets there are; null when it may.
    @Nullable
    String listRefusal() {
        return allowed.refusal(Permission.MAP_TENANTS);
    }

    /// Why this role may not compare; null when it may.
    @Nullable
    String compareRefusal() {
        return allowed.refusal(Permission.COMPARE_SETS);
    }

    /// The case that data sets are handed on in.
    ///
    /// @param firm   as people call it
    /// @param tenant its key in the database, null where it is not known
    public record OfCase(
            String caseId, String firm, @Nullable String tenant) {}

    /// Shows it, for the firm of a case. Nothing of another case stays there, so that no firm's rows are handed to
    /// another; while something goes on, it stays as it is.
    ///
    /// @param one null for no case
    public void begin(@Nullable OfCase one) {
        String tenant = one == null ? null : one.tenant();
        boolean same = one != null
                && one.equals(about.get())
                && Objects.equals(tenant, form.tenantProperty().get());
        if (!same && doing.get().isEmpty()) {
            about.set(one);
            form.begin(tenant);
            forget();
            choices.clear();
        }
        open.set(true);
        background.call(
                _ -> names.all(),
                all -> {
                    Set<String> both = new LinkedHashSet<>(all);
                    both.add(Connection.LAB);
                    String was = form.connectionProperty().get();
                    connections.setAll(both);
                    form.connectionProperty().set(both.contains(was) ? was : connections.getFirst());
                },
                failure -> said.set(new Said(Mark.BREACH, Foreign.of(failure))));
    }

    /// Reads which data sets there are, and how many rows of live each has.
    void list() {
        if (listRefusal() != null) {
            return;
        }
        act(() -> {
            DataSets.Whose whose = form.whose();
            return new Run<>(
                    "Counting the firm's rows",
                    null,
                    progress -> sets.list(whose.connection(), whose.tenant(), null, progress),
                    this::listed);
        });
    }

    private void listed(List<DataSets.Described> all) {
        choices.setAll(all.stream()
                .map(set ->
                        new Choice(set, new SimpleBooleanProperty(set.problems().isEmpty())))
                .toList());
        long unfit = all.stream().filter(set -> !set.problems().isEmpty()).count();
        said.set(
                unfit > 0
                        ? new Said(Mark.BREACH, Counts.of(unfit, "data set") + " cannot be read; the list says why.")
                        : new Said(Mark.HOLDS, Counts.of(all.size(), "data set") + " by the mapping."));
    }

    /// Writes the chosen data sets.
    void export() {
        if (exportRefusal() != null) {
            return;
        }
        act(() -> {
            var order = new DataSets.Order(form.whose(), form.from(), chosen(), false, form.folder());
            return new Run<>("Beginning to write", order.folder(), progress -> sets.export(order, progress), done -> {
                exported.set(done);
                said.set(new Said(
                        Mark.HOLDS,
                        Counts.of(done.rows(), "row") + " as of " + Utc.words(done.asOf()) + ", from " + done.from()
                                + ", in " + done.folder() + "."));
            });
        });
    }

    /// Compares what the customer has.
    void compare() {
        if (compareRefusal() != null) {
            return;
        }
        act(() -> {
            Path out = form.missing();
            String refused = out == null ? null : exportRefusal();
            if (refused != null) {
                throw new BackstayException(
                        new Failure.BadInput(refused, "Leave the place of the missing rows empty to compare alone."));
            }
            var question = new DataSets.Question(
                    form.whose(), form.from(), form.copy(), List.of(), new DataSets.Look(SHOWN, null), out);
            return new Run<>("Beginning to compare", out, progress -> sets.compare(question, progress), this::compared);
        });
    }

    private void compared(DataSets.Compared done) {
        compared.set(done);
        long missing = done.sets().stream().mapToLong(SetDifference::missing).sum();
        boolean known = done.sets().stream().allMatch(each -> each.undecided().isEmpty());
        List<String> notes = new ArrayList<>();
        notes.add(
                !known
                        ? "It cannot be said of every set what is missing; the table says why."
                        : missing == 0
                                ? "The copy is missing no row."
                                : "The copy is missing " + Counts.of(missing, "row") + ".");
        if (done.out() != null) {
            notes.add("They are in " + done.out() + ", unmasked.");
        }
        notes.add("Compared with " + done.from() + ", as of " + Utc.words(done.asOf()) + ".");
        if (!done.absent().isEmpty()) {
            notes.add("No file of: " + String.join(", ", done.absent()) + ".");
        }
        notes.addAll(done.notes());
        Mark mark = !known ? Mark.UNKNOWN : missing > 0 ? Mark.WARNING : Mark.HOLDS;
        said.set(new Said(mark, String.join(" ", notes)));
    }

    /// The chosen ones; empty for all where nobody has listed them.
    private List<String> chosen() throws BackstayException {
        List<String> chosen = choices.stream()
                .filter(each -> each.chosen().get())
                .map(each -> each.set().name())
                .toList();
        if (!choices.isEmpty() && chosen.isEmpty()) {
            throw new BackstayException(new Failure.BadInput("No data set is chosen.", "Choose at least one."));
        }
        return chosen;
    }

    /// Asks what goes on to stop; nothing half-written stays.
    void cancel() {
        if (activity != null) {
            activity.cancel();
        }
    }

    /// Something that takes its time.
    ///
    /// @param folder which it makes; null for none
    private record Run<T>(String first, @Nullable Path folder, Background.Work<T> work, Consumer<T> done) {}

    /// What is asked for, from what was typed.
    @FunctionalInterface
    private interface Asked<T> {
        Run<T> run() throws BackstayException;
    }

    private void forget() {
        exported.set(null);
        compared.set(null);
        said.set(null);
    }

    private <T> void act(Asked<T> asked) {
        if (!doing.get().isEmpty()) {
            return;
        }
        Run<T> run;
        try {
            run = asked.run();
        } catch (BackstayException e) {
            said.set(new Said(Mark.BREACH, Foreign.of(e.failure())));
            return;
        }
        forget();
        doing.set(run.first());
        Activity begun = background.call(
                run.work(),
                result -> {
                    doing.set("");
                    run.done().accept(result);
                },
                failure -> ended(new Said(Mark.BREACH, Foreign.of(failure))));
        activity = begun;
        begun.steps().addListener((ListChangeListener<String>) _ -> {
            if (begun.running() && !begun.steps().isEmpty()) {
                doing.set(begun.steps().getLast());
            }
        });
        begun.stateProperty().subscribe(state -> {
            if (state == Activity.State.CANCELLED) {
                stopped(run.folder());
            } else if (state == Activity.State.DEFECT) {
                String where = run.folder() == null ? "" : " in " + run.folder() + " and";
                ended(new Said(
                        Mark.BREACH, "It ended by a defect. Look" + where + " in the record for what was done."));
            }
        });
    }

    /// A stop may come too late, and then personal data lies there.
    private void stopped(@Nullable Path folder) {
        if (folder == null) {
            ended(STOPPED);
            return;
        }
        background.call(
                _ -> Files.exists(folder, LinkOption.NOFOLLOW_LINKS),
                there -> ended(
                        there
                                ? new Said(
                                        Mark.WARNING,
                                        "It was stopped, but " + folder + " is there; look what lies in it.")
                                : STOPPED),
                failure -> ended(new Said(Mark.BREACH, Foreign.of(failure))));
    }

    private void ended(Said what) {
        doing.set("");
        said.set(what);
    }
}

package io.backstay.ui.connections;

import io.backstay.act.connection.Connections;
import io.backstay.act.connection.Connections.Known;
import io.backstay.act.connection.Connections.Listed;
import io.backstay.act.connection.Connections.Tested;
import io.backstay.act.connection.form.Field;
import io.backstay.act.connection.form.Kind;
import io.backstay.act.role.Permission;
import io.backstay.base.AssetId;
import io.backstay.base.Counts;
import io.backstay.base.Failure;
import io.backstay.policy.PolicySummary;
import io.backstay.ui.kit.Activity;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Foreign;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.PaneState;
import io.backstay.ui.kit.Said;
import io.backstay.ui.kit.guard.Allowed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.collections.ObservableMap;
import org.jspecify.annotations.Nullable;

/// The databases of one's own, and the acts on them; one act runs at a time.
public final class ConnectionsModel {
    private static final PaneState NONE_YET = new PaneState.Empty(
            "No connection yet",
            "A connection says where a database of your own answers and where its backups lie, or which account of AWS"
                    + " or Supabase is listed, and which credentials are used for what. The practice lab needs none.",
            "Add a connection");

    /// What was listed completely within this time is mostly still so.
    private static final Duration OLDER_THAN = Duration.ofMinutes(15);

    private final Connections connections;
    private final Background background;
    private final InstantSource clock;
    private final Allowed allowed;
    private final Keyring keyring;
    private final ObservableList<Known> rows = FXCollections.observableArrayList();
    private final ObservableList<PolicySummary> policies = FXCollections.observableArrayList();
    private final ObservableMap<String, Tested> tested = FXCollections.observableHashMap();
    private final ObjectProperty<@Nullable Known> selected = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<PaneState> state =
            new ReadOnlyObjectWrapper<>(new PaneState.Loading("Reading the connections"));
    private final ReadOnlyObjectWrapper<@Nullable Sheet> sheet = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Said> said = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper doing = new ReadOnlyStringWrapper("");
    private final ObjectProperty<Duration> olderThan = new SimpleObjectProperty<>(OLDER_THAN);
    private @Nullable Activity activity;
    private @Nullable String wanted;

    /// A model that has read nothing yet.
    ///
    /// @param keyring has the credentials
    public ConnectionsModel(
            Connections connections, Background background, InstantSource clock, Allowed allowed, Keyring keyring) {
        this.connections = connections;
        this.background = background;
        this.clock = clock;
        this.allowed = allowed;
        this.keyring = keyring;
    }

    /// What lies over the list.
    public sealed interface Sheet permits AddForm, Removing {}

    /// Asks whether a connection shall be forgotten.
    public record Removing(String name) implements Sheet {}

    /// The connections, by name.
    public ObservableList<Known> rows() {
        return rows;
    }

    /// The policies that a connection can name; none while they are not known.
    ObservableList<PolicySummary> policies() {
        return policies;
    }

    /// What the last test of each found in this window, by name.
    public ObservableMap<String, Tested> tested() {
        return tested;
    }

    /// The one that is looked at.
    public ObjectProperty<@Nullable Known> selectedProperty() {
        return selected;
    }

    /// What the screen has to show.
    public ReadOnlyObjectProperty<PaneState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// What lies over the list, null for nothing.
    public ReadOnlyObjectProperty<@Nullable Sheet> sheetProperty() {
        return sheet.getReadOnlyProperty();
    }

    /// What came of the last act, null for none.
    public ReadOnlyObjectProperty<@Nullable Said> saidProperty() {
        return said.getReadOnlyProperty();
    }

    /// What is done at this moment, empty when nothing is.
    public ReadOnlyStringProperty doingProperty() {
        return doing.getReadOnlyProperty();
    }

    Instant now() {
        return clock.instant();
    }

    /// Why this role may not do something, or why it cannot be done now; null when it can.
    public @Nullable String refusal(Permission act) {
        String refusal = allowed.refusal(act);
        return refusal == null && act == Permission.TEST_CONNECTION && !keyring.isOpen()
                ? "The vault is locked: a test borrows credentials."
                : refusal;
    }

    /// The answer that is the title, such as `2 connections, 1 not ready`.
    public String title() {
        if (rows.isEmpty()) {
            return "Connections";
        }
        long open =
                rows.stream().filter(each -> !Boolean.TRUE.equals(each.holds())).count();
        return Counts.of(rows.size(), "connection") + (open == 0 ? ", all proven" : ", " + open + " not proven");
    }

    /// Reads the list again.
    public void refresh() {
        background.call(_ -> connections.known(), this::show, this::failed);
        // What is wrong with a policy is told where policies are shown.
        background.call(_ -> connections.policies(), policies::setAll, _ -> policies.clear());
    }

    /// Does the one act that an empty or failed screen offers.
    public void act() {
        if (state.get() instanceof PaneState.Empty) {
            add();
        } else {
            refresh();
        }
    }

    /// Begins a new connection.
    public void add() {
        if (refusal(Permission.CONNECT) == null) {
            said.set(null);
            sheet.set(new AddForm(connections, keyring, background, this::added));
        }
    }

    /// Begins a staging server that holds an earlier moment of a database.
    ///
    /// @param onAdded gets its name
    public void addStaging(AssetId of, Consumer<String> onAdded) {
        if (refusal(Permission.CONNECT) == null) {
            said.set(null);
            var form = new AddForm(connections, keyring, background, (name, tried) -> {
                added(name, tried);
                onAdded.accept(name);
            });
            form.kindProperty().set(Kind.STAGING);
            form.text(Field.STAGING_OF).set(of.value());
            sheet.set(form);
        }
    }

    /// What was tested in the form stands beside it; what was not is said to be untested.
    private void added(String name, @Nullable Tested tried) {
        wanted = name;
        Said found = tried == null
                ? new Said(Mark.WARNING, "It was never tested: test it before you rely on it.")
                : TestedLines.said(name, tried.holds());
        done(new Said(found.mark(), "Added " + name + ". " + found.sentence()));
    }

    /// Asks whether the chosen one shall be forgotten.
    public void remove() {
        Known chosen = selected.get();
        if (chosen != null && refusal(Permission.CONNECT) == null) {
            sheet.set(new Removing(chosen.connection().name()));
        }
    }

    /// Forgets the one that was asked about.
    public void confirm() {
        if (sheet.get() instanceof Removing(var name)) {
            close();
            run(
                    "Forgetting " + name,
                    _ -> {
                        connections.remove(name);
                        return name;
                    },
                    _ -> {
                        tested.remove(name);
                        done(new Said(Mark.HOLDS, name + " was forgotten; its mapping and its credentials stay."));
                    });
        }
    }

    /// Says which policy the assets of the chosen one are held against.
    ///
    /// @param policy its id, null for none
    void hold(@Nullable String policy) {
        Known chosen = selected.get();
        if (chosen != null && refusal(Permission.CONNECT) == null) {
            String name = chosen.connection().name();
            run(
                    "Naming the policy of " + name,
                    _ -> {
                        connections.hold(name, policy);
                        return name;
                    },
                    _ -> done(
                            policy == null
                                    ? new Said(Mark.UNKNOWN, name + " is judged by no policy now.")
                                    : new Said(Mark.HOLDS, name + " is judged by " + policy + " now.")));
        }
    }

    /// Proves the chosen one part by part.
    public void test() {
        Known chosen = selected.get();
        if (chosen == null || refusal(Permission.TEST_CONNECTION) != null) {
            return;
        }
        test(chosen.connection().name());
    }

    private void test(String name) {
        run("Testing " + name, progress -> connections.test(name, progress), found -> {
            tested.put(name, found);
            done(TestedLines.said(name, found.holds()));
        });
    }

    /// How old the last complete listing of a part of a provider's account is at least, so that [#sync] asks it.
    public ObjectProperty<Duration> olderThanProperty() {
        return olderThan;
    }

    /// Lists the chosen one into the catalogue; of a provider's account, the parts that are due.
    public void sync() {
        sync(olderThan.get());
    }

    /// Lists all of the chosen one, however fresh it is.
    public void syncAll() {
        sync(Duration.ZERO);
    }

    private void sync(Duration span) {
        Known chosen = selected.get();
        if (chosen != null && refusal(Permission.SYNC) == null) {
            String name = chosen.connection().name();
            Duration asked = chosen.connection().listsInParts() ? span : Duration.ZERO;
            run("Listing " + name, progress -> connections.sync(name, asked, progress), found -> done(said(found)));
        }
    }

    private static Said said(Listed found) {
        Connections.Account account = found.account();
        if (account != null) {
            String all = found.connection() + ": " + Counts.of(account.assets(), "asset") + ", "
                    + Counts.of(found.points(), "recovery point") + ". "
                    + account.parts().words();
            return account.problems().isEmpty()
                    ? new Said(Mark.HOLDS, all)
                    : new Said(Mark.UNKNOWN, all + " " + first(account.problems()));
        }
        String points = found.connection() + ": " + Counts.of(found.points(), "recovery point") + ", "
                + (found.window() == null ? "no restorable window" : "a restorable window");
        String problem = found.objectsProblem();
        if (problem != null) {
            return new Said(Mark.UNKNOWN, points + ". Its object store was not listed: " + problem);
        }
        Connections.Objects objects = found.objects();
        String files = objects == null ? "" : ", " + Counts.of(objects.keys(), "file");
        if (objects != null && !objects.unread().isEmpty()) {
            return new Said(
                    Mark.UNKNOWN, points + files + ". " + objects.unread().getFirst());
        }
        return found.unusable().isEmpty()
                ? new Said(Mark.HOLDS, points + files + ".")
                : new Said(
                        Mark.WARNING,
                        points + files + ". Passed over: " + found.unusable().getFirst());
    }

    /// The pane beside the list has all of them.
    private static String first(List<String> problems) {
        int more = problems.size() - 1;
        return problems.getFirst() + (more == 0 ? "" : " And " + Counts.of(more, "other problem") + ", see beside.");
    }

    /// Asks what runs to stop.
    public void cancel() {
        if (activity != null) {
            activity.cancel();
        }
    }

    /// The screen was left. A form whose operator is away to store a credential stays.
    void left() {
        if (!(sheet.get() instanceof AddForm form && form.isStoring())) {
            close();
        }
    }

    /// The screen is shown, perhaps again.
    ///
    /// @return the field of the form that a credential was stored for, null for none
    @Nullable
    Field entered() {
        refresh();
        return sheet.get() instanceof AddForm form ? form.back() : null;
    }

    /// Goes one step back: a test of the form that runs is stopped, else what lies over the list is closed.
    ///
    /// @return whether there was something
    boolean back() {
        boolean stopped = sheet.get() instanceof AddForm form && form.stop();
        return stopped || close();
    }

    /// Closes what lies over the list, and stops what it runs.
    ///
    /// @return whether there was something
    public boolean close() {
        boolean open = sheet.get() != null;
        if (sheet.get() instanceof AddForm form) {
            form.stop();
        }
        sheet.set(null);
        return open;
    }

    private <T> void run(String words, Background.Work<T> work, Consumer<T> onDone) {
        if (!doing.get().isEmpty()) {
            return;
        }
        said.set(null);
        doing.set(words);
        Activity begun = background.call(
                work,
                result -> {
                    doing.set("");
                    onDone.accept(result);
                },
                failure -> {
                    doing.set("");
                    said.set(new Said(Mark.BREACH, Foreign.of(failure)));
                });
        activity = begun;
        begun.steps().addListener((ListChangeListener<String>) _ -> {
            if (begun.running() && !begun.steps().isEmpty()) {
                doing.set(begun.steps().getLast());
            }
        });
        begun.stateProperty().addListener((_, _, is) -> {
            if (is == Activity.State.CANCELLED || is == Activity.State.DEFECT) {
                doing.set("");
                said.set(new Said(Mark.UNKNOWN, words + " was cancelled."));
            }
        });
    }

    private void done(Said words) {
        close();
        said.set(words);
        refresh();
    }

    private void show(List<Known> read) {
        Known was = selected.get();
        String name =
                wanted != null ? wanted : was == null ? null : was.connection().name();
        wanted = null;
        rows.setAll(read);
        state.set(read.isEmpty() ? NONE_YET : PaneState.READY);
        selected.set(read.stream()
                .filter(each -> each.connection().name().equals(name))
                .findFirst()
                .orElse(read.isEmpty() ? null : read.getFirst()));
    }

    private void failed(Failure failure) {
        state.set(new PaneState.Failed(failure, "Nothing was changed: the list was only read.", "Try again"));
    }
}

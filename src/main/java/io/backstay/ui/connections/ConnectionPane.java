package io.backstay.ui.connections;

import io.backstay.act.connection.AwsAccount;
import io.backstay.act.connection.Connections.Known;
import io.backstay.act.connection.Connections.Synced;
import io.backstay.act.connection.Connections.Tested;
import io.backstay.act.connection.HostedDatabase;
import io.backstay.act.connection.ObjectSettings;
import io.backstay.act.connection.S3Buckets;
import io.backstay.act.connection.SelfManaged;
import io.backstay.act.connection.StagingServer;
import io.backstay.act.connection.SupabaseProjects;
import io.backstay.act.connection.account.Seen;
import io.backstay.act.role.Permission;
import io.backstay.base.Counts;
import io.backstay.base.Durations;
import io.backstay.codec.Words;
import io.backstay.estate.Circumstance;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.FactRow;
import io.backstay.ui.kit.Foreign;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.Times;
import io.backstay.ui.kit.entry.Named;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.collections.MapChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What is known of one connection, what its last test found, and the acts on it.
final class ConnectionPane extends VBox {
    private static final double WIDTH = 340;
    private static final int NAMED_MAX = 6;
    private static final List<Duration> SPANS =
            List.of(Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofHours(6), Duration.ofDays(1));
    private static final int CONCERNS_MAX = 12;

    private final ConnectionsModel model;

    ConnectionPane(ConnectionsModel model) {
        this.model = model;
        getStyleClass().add("bs-side");
        setId("connection");
        setPrefWidth(WIDTH);
        setMinWidth(WIDTH);
        model.tested().addListener((MapChangeListener<String, Tested>)
                _ -> show(model.selectedProperty().get()));
        model.doingProperty().subscribe(_ -> show(model.selectedProperty().get()));
    }

    void show(@Nullable Known known) {
        getChildren().clear();
        if (known == null) {
            return;
        }
        var body = new VBox(
                Texts.wrapped(Texts.section(known.connection().name())),
                acts(known),
                FactRow.rule(),
                facts(known),
                FactRow.rule(),
                covered(known),
                FactRow.rule(),
                found(known));
        Node concerns = concerns(known);
        if (concerns != null) {
            body.getChildren().addAll(FactRow.rule(), concerns);
        }
        body.getStyleClass().add("cn-item");
        var scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        setVgrow(scroll, Priority.ALWAYS);
        getChildren().add(scroll);
    }

    private Node acts(Known known) {
        Button test = Buttons.small("Test", "fth-activity", model::test);
        Button sync = Buttons.small("Sync", "fth-refresh-cw", model::sync);
        Button all = Buttons.small("Sync everything", null, model::syncAll);
        Button remove = Buttons.small("Remove", "fth-trash-2", model::remove);
        remove.getStyleClass().add("bs-danger");
        test.setId("connection-test");
        sync.setId("connection-sync");
        all.setId("connection-sync-all");
        remove.setId("connection-remove");
        boolean busy = !model.doingProperty().get().isEmpty();
        test.setDisable(busy || model.refusal(Permission.TEST_CONNECTION) != null);
        sync.setDisable(busy || model.refusal(Permission.SYNC) != null);
        all.setDisable(sync.isDisable());
        remove.setDisable(busy || model.refusal(Permission.CONNECT) != null);
        var row = new FlowPane(test, sync, remove);
        row.getStyleClass().add("bs-acts");
        String why = model.refusal(Permission.TEST_CONNECTION);
        var box = new VBox(row);
        if (known.connection().listsInParts()) {
            box.getChildren().addAll(olderThan(), new FlowPane(all));
        }
        if (why != null) {
            box.getChildren().add(Texts.wrapped(Texts.caption(why)));
        }
        box.getStyleClass().add("cn-acts");
        return box;
    }

    /// What an ordinary listing leaves out.
    private Node olderThan() {
        var spans = new ComboBox<Duration>();
        spans.setId("connection-older-than");
        spans.getStyleClass().add("bs-field");
        spans.getItems().setAll(SPANS);
        spans.setConverter(new Named<>(Durations::words));
        spans.setAccessibleText("Sync lists what is older than");
        spans.valueProperty().bindBidirectional(model.olderThanProperty());
        Label words = Texts.secondary("Sync lists what is older than");
        words.setLabelFor(spans);
        var row = new HBox(words, spans);
        row.getStyleClass().add("cn-older");
        return row;
    }

    private Node facts(Known known) {
        var box = new VBox();
        box.getStyleClass().add("cn-facts");
        switch (known.connection().provider()) {
            case SelfManaged own -> {
                box.getChildren()
                        .addAll(
                                row("Server", own.server().toString()),
                                row("Backups", own.folders().backups()),
                                row("Log", own.logPlace()),
                                row("Mapping", own.mapping()));
                ObjectSettings objects = own.objects();
                if (objects != null) {
                    box.getChildren().addAll(row("Store", objects.store().toString()), row("Prefix", objects.prefix()));
                }
            }
            case HostedDatabase hosted ->
                box.getChildren()
                        .addAll(
                                row("Server", hosted.server().toString()),
                                row("Scratch", hosted.account() == null ? "staging servers" : hosted.account()),
                                row("Mapping", hosted.mapping()));
            case StagingServer staging ->
                box.getChildren()
                        .addAll(
                                row("Server", staging.server().toString()),
                                row("Holds", known.connection().asset().value()),
                                row("Moment", staging.moment() + ", as stated"));
            case AwsAccount account -> box.getChildren().add(row("Account", account.toString()));
            case S3Buckets buckets ->
                box.getChildren()
                        .addAll(
                                row("Store", buckets.endpoint()),
                                row(
                                        "Buckets",
                                        buckets.buckets() == null
                                                ? "all of the key"
                                                : String.join(", ", buckets.buckets())));
            case SupabaseProjects projects -> box.getChildren().add(row("Account", projects.toString()));
        }
        if (!(known.connection().provider() instanceof StagingServer)) {
            box.getChildren().add(policy(known.connection().policy()));
        }
        known.connection()
                .credentials()
                .forEach((purpose, name) -> box.getChildren()
                        .add(new FactRow("cn-fact-name", Texts.sentence(purpose), Texts.wrapped(Texts.body(name)))));
        return box;
    }

    /// By which policy it is judged, to be chosen by whoever may change connections.
    private Node policy(@Nullable String policy) {
        String words = policy == null ? "judged by no policy" : policy;
        if (model.refusal(Permission.CONNECT) != null) {
            return row("Policy", words);
        }
        var menu = new MenuButton(words);
        menu.setId("connection-judged-by");
        menu.getStyleClass().addAll("bs-small", "cn-choose");
        menu.setAccessibleText("Policy: " + words);
        menu.setDisable(!model.doingProperty().get().isEmpty());
        menu.setOnShowing(_ -> {
            menu.getItems()
                    .setAll(model.policies().stream()
                            .map(each -> item(each.id() + ", " + each.title(), each.id()))
                            .toList());
            menu.getItems().add(item("None: judged by no policy", null));
        });
        // Without one there is nothing to open, and it would never be shown.
        menu.getItems().add(item("None: judged by no policy", null));
        return new FactRow("cn-fact-name", "Policy", menu);
    }

    private MenuItem item(String words, @Nullable String policy) {
        var item = new MenuItem(Foreign.of(words));
        item.setMnemonicParsing(false);
        item.setOnAction(_ -> model.hold(policy));
        return item;
    }

    /// What it covers, how old that is, and which assets have no way back.
    private Node covered(Known known) {
        Seen seen = known.seen();
        var box = new VBox();
        box.getStyleClass().add("cn-lines");
        Instant listed = seen.listedAt();
        box.getChildren()
                .add(
                        listed == null
                                ? Texts.wrapped(Texts.secondary("It was never listed: sync it to see what it covers."))
                                : Texts.wrapped(Texts.body(Counts.of(seen.assets(), "asset") + ", "
                                        + Counts.of(seen.points(), "recovery point") + ", listed "
                                        + Times.ago(listed, model.now()) + ".")));
        Instant stale = seen.staleSince();
        if (stale != null) {
            box.getChildren()
                    .add(marked(
                            Mark.UNKNOWN,
                            "Some facts are older",
                            "Not everything was in the newest listing; the oldest was seen "
                                    + Times.ago(stale, model.now()) + "."));
        }
        Synced synced = known.synced();
        if (synced != null) {
            String when = " (" + Times.ago(synced.at(), model.now()) + ")";
            synced.problems()
                    .forEach(each ->
                            box.getChildren().add(marked(Mark.WARNING, "Not heard in the last listing", each + when)));
        }
        List<String> bare = seen.unprotected();
        if (!bare.isEmpty()) {
            String names = named(bare);
            box.getChildren()
                    .add(marked(
                            Mark.WARNING,
                            Counts.of(bare.size(), "asset") + " without any protection",
                            names + ": no usable recovery point, no restorable window, no versions."));
        }
        List<String> unread = seen.unreadable();
        if (!unread.isEmpty()) {
            box.getChildren()
                    .add(marked(
                            Mark.UNKNOWN,
                            Counts.of(unread.size(), "asset") + " of unknown protection",
                            named(unread) + ": their recovery points, or whether a bucket keeps versions, could not be"
                                    + " read."));
        }
        return box;
    }

    /// What decides whether history survives there, the first of it; null where nothing is to be heard of.
    private @Nullable Node concerns(Known known) {
        List<Circumstance> all = known.seen().concerns();
        if (all.isEmpty()) {
            return null;
        }
        var box = new VBox();
        box.getStyleClass().add("cn-lines");
        box.setId("connection-concerns");
        box.getChildren().add(Texts.caption("What its provider says besides"));
        for (Circumstance each : all.subList(0, Math.min(CONCERNS_MAX, all.size()))) {
            box.getChildren()
                    .add(marked(
                            Mark.WARNING,
                            Texts.sentence(Words.of(each.kind()).replace('-', ' ')),
                            each.sentence() + " Seen "
                                    + Times.ago(each.observation().observedAt(), model.now()) + "."));
        }
        if (all.size() > CONCERNS_MAX) {
            box.getChildren()
                    .add(Texts.wrapped(Texts.caption("And " + (all.size() - CONCERNS_MAX)
                            + " more: 'backstay manifest export' writes all of them.")));
        }
        return box;
    }

    private static String named(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(NAMED_MAX, names.size())))
                + (names.size() > NAMED_MAX ? " and " + (names.size() - NAMED_MAX) + " more" : "");
    }

    private static Node marked(Mark mark, String title, String words) {
        Label name = Texts.name(title);
        name.setGraphic(new MarkIcon(mark));
        return new VBox(name, Texts.wrapped(Texts.caption(words)));
    }

    private static Node row(String name, String value) {
        return new FactRow("cn-fact-name", name, Texts.wrapped(Texts.mono(value)));
    }

    private Node found(Known known) {
        Tested now = model.tested().get(known.connection().name());
        Tested tested = now == null ? known.tested() : now;
        var box = new VBox();
        box.getStyleClass().add("cn-lines");
        if (tested == null) {
            box.getChildren()
                    .add(Texts.wrapped(Texts.secondary(
                            known.testedAt() == null
                                    ? "It was never tested: nothing says yet that a restore would find what it needs."
                                    : "Test it again to see what holds, part by part.")));
            return box;
        }
        Instant at = known.foundAt();
        if (now == null && at != null) {
            String ago = Times.ago(at, model.now());
            box.getChildren()
                    .add(Texts.wrapped(Texts.caption(
                            at.equals(known.testedAt())
                                    ? "As its last test found, " + ago
                                    : "As an earlier test found, " + ago + "; the last one found nothing out")));
        }
        box.getChildren().addAll(TestedLines.of(tested, "connection"));
        return box;
    }
}

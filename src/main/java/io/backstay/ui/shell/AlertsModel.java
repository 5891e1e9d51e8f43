package io.backstay.ui.shell;

import io.backstay.act.check.Alerts.Alert;
import io.backstay.base.Failure;
import io.backstay.ui.kit.Activity;
import io.backstay.ui.kit.Background;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Tells of failed and missed runs, in the window and on the desktop, each once.
final class AlertsModel {
    /// A check of a large estate takes a moment, and runs are hours apart.
    private static final int LOOK_TICKS = 60;

    /// How the title of the last one begins when there are more.
    private static final String SUM = "And ";

    /// More at once is told as a number.
    private static final int SHOWN_MAX = 3;

    private final Notices notices;
    private final Background background;
    private final Navigation navigation;
    private final ObservableList<Alert> shown = FXCollections.observableArrayList();
    private @Nullable Activity looking;
    private int ticks;

    AlertsModel(Notices notices, Background background, Navigation navigation) {
        this.notices = notices;
        this.background = background;
        this.navigation = navigation;
    }

    /// What was told and not yet put away, the newest last.
    ObservableList<Alert> shown() {
        return shown;
    }

    /// A second has passed.
    void tick() {
        ticks++;
        if (ticks % LOOK_TICKS == 0) {
            look();
        }
    }

    /// Looks whether there is something to tell.
    void look() {
        if (looking != null && looking.running()) {
            return;
        }
        looking = background.call(
                _ -> {
                    List<Alert> fresh = summed(notices.alerts().fresh());
                    fresh.forEach(alert -> notices.desktop().show(alert.title(), alert.text()));
                    return fresh;
                },
                shown::addAll,
                this::failed);
    }

    /// Puts one away.
    void close(Alert alert) {
        shown.remove(alert);
    }

    /// Puts one away and shows what it tells of: the finding, the points of what is held against no policy, or all.
    void open(Alert alert) {
        shown.remove(alert);
        String policy = alert.policy();
        navigation.go(
                isSum(alert)
                        ? new Place.Overview()
                        : policy == null
                                ? new Place.Points(alert.asset())
                                : new Place.Compliance(policy, alert.asset()));
    }

    private static boolean isSum(Alert alert) {
        return alert.title().startsWith(SUM);
    }

    private static List<Alert> summed(List<Alert> fresh) {
        if (fresh.size() <= SHOWN_MAX) {
            return fresh;
        }
        List<Alert> few = new ArrayList<>(fresh.subList(0, SHOWN_MAX - 1));
        int rest = fresh.size() - few.size();
        few.add(new Alert(
                fresh.get(few.size()).asset(),
                null,
                SUM + rest + " more failed or missed runs",
                "The overview lists them all."));
        return List.copyOf(few);
    }

    /// The frame's own reading says what is wrong with the catalogue; it is not said twice.
    private void failed(Failure failure) {
        System.getLogger(AlertsModel.class.getName())
                .log(System.Logger.Level.WARNING, "failed and missed runs are not known: {0}", failure.message());
    }
}

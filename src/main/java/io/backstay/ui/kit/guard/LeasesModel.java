package io.backstay.ui.kit.guard;

import io.backstay.act.vault.Lease;
import io.backstay.base.Counts;
import io.backstay.base.Failure;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Times;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// The runs that hold credentials of the vault for themselves, locked or not, and the way to end that.
public final class LeasesModel {
    private final VaultDoor door;
    private final Background background;
    private final Times times;
    private final ReadOnlyObjectWrapper<List<Line>> lines = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyStringWrapper asked = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<@Nullable Failure> failure = new ReadOnlyObjectWrapper<>();

    /// A model that has read nothing yet.
    public LeasesModel(VaultDoor door, Background background, Times times) {
        this.door = door;
        this.background = background;
        this.times = times;
        door.statusProperty().subscribe(status -> show(status == null ? List.of() : status.leases()));
    }

    /// One run.
    ///
    /// @param title such as `R-0001 goes on with 3 credentials`
    /// @param span  since when and until when
    /// @param holds names and purposes
    public record Line(String restore, String title, String span, String holds) {}

    /// The runs, by name.
    public ReadOnlyObjectProperty<List<Line>> linesProperty() {
        return lines.getReadOnlyProperty();
    }

    /// The run of which it was asked whether it shall really stop, empty for none.
    public ReadOnlyStringProperty askedProperty() {
        return asked.getReadOnlyProperty();
    }

    /// Why the last one could not be stopped; null when it could.
    public ReadOnlyObjectProperty<@Nullable Failure> failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /// Asks whether a run shall really stop; nothing is asked for an empty name.
    public void ask(String restore) {
        failure.set(null);
        asked.set(restore);
    }

    /// Stops the run of which it was asked: it gives back what it holds.
    public void stop() {
        String restore = asked.get();
        if (restore.isEmpty()) {
            return;
        }
        asked.set("");
        background.call(
                _ -> {
                    door.source().vaults().endLease(restore);
                    return restore;
                },
                _ -> door.refresh(),
                trouble -> {
                    failure.set(trouble);
                    door.refresh();
                });
    }

    private void show(List<Lease> leases) {
        lines.set(leases.stream().map(this::line).toList());
        if (leases.stream().noneMatch(each -> each.restore().equals(asked.get()))) {
            asked.set("");
        }
    }

    private Line line(Lease lease) {
        String zone = Times.city(times.operator());
        return new Line(
                lease.restore(),
                lease.restore() + " goes on with "
                        + Counts.of(lease.credentials().size(), "credential"),
                "Held for this run alone since " + Times.in(times.operator(), lease.since()) + " " + zone
                        + ". They are erased when it ends, at "
                        + Times.shortIn(times.operator(), lease.until()) + " at the latest.",
                lease.credentials().stream()
                        .map(each -> each.name() + " (" + each.purpose().word() + ")")
                        .collect(Collectors.joining(", ")));
    }
}

package io.backstay.ui.restore.diff;

import io.backstay.base.Counts;
import io.backstay.connect.postgres.tenant.diff.TableDiff;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;

/// The columns that the incident wrote over, where whoever found it out knows them: only they get their last good
/// values back, and the rest of each row stays as live has it. Nothing is ticked unless it was chosen before.
public final class MendedColumns {
    private final Deciding deciding;
    private final ReadOnlyObjectWrapper<@Nullable Asked> asked = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Map<String, Map<String, Long>>> known = new ReadOnlyObjectWrapper<>(Map.of());

    MendedColumns(Deciding deciding) {
        this.deciding = deciding;
    }

    /// One column of the group that is asked about.
    ///
    /// @param values how many values differ from the last good ones
    /// @param mended whether it is to be mended
    public record Column(String name, long values, BooleanProperty mended) {
        /// How a person reads it, such as `due on (12)`.
        public String words() {
            return name.replace('_', ' ') + " (" + Counts.of(values) + ")";
        }
    }

    /// What is asked of one group.
    public record Asked(TableDiff group, List<Column> columns) {
        private Set<String> ticked() {
            Set<String> ticked = new TreeSet<>();
            columns.stream().filter(each -> each.mended().get()).forEach(each -> ticked.add(each.name()));
            return ticked;
        }
    }

    /// What is asked; null for nothing.
    public ReadOnlyObjectProperty<@Nullable Asked> askedProperty() {
        return asked.getReadOnlyProperty();
    }

    /// Whether columns of this group can be mended by themselves.
    public boolean offered(@Nullable TableDiff group) {
        return group != null && known.get().containsKey(group.table());
    }

    /// The columns that can be mended, by table, with how many values of each differ.
    ReadOnlyObjectProperty<Map<String, Map<String, Long>>> knownProperty() {
        return known.getReadOnlyProperty();
    }

    /// Asks which columns of a group it was.
    public void ask(TableDiff group) {
        Set<String> chosen = deciding.columns(group);
        asked.set(new Asked(
                group,
                known.get().getOrDefault(group.table(), Map.of()).entrySet().stream()
                        .map(each -> new Column(
                                each.getKey(),
                                each.getValue(),
                                new SimpleBooleanProperty(chosen.contains(each.getKey()))))
                        .toList()));
    }

    /// Mends what is ticked; whole rows again where nothing is. The question goes when that was compared, and at once
    /// where the ticks are as before, for then nothing is.
    public void mend() {
        Asked now = asked.get();
        if (now == null) {
            return;
        }
        Set<String> ticked = now.ticked();
        if (ticked.equals(deciding.columns(now.group()))) {
            leave();
        } else {
            deciding.mend(now.group(), ticked);
        }
    }

    /// Takes the question away.
    public void leave() {
        asked.set(null);
    }

    void show(Map<String, Map<String, Long>> columns) {
        known.set(columns);
        leave();
    }
}

package io.backstay.connect.postgres.tenant.rows;

import io.backstay.base.BackstayException;
import io.backstay.base.TenantId;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.ForeignKey;
import io.backstay.connect.postgres.tenant.schema.Table;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// One tenant's rows in one database at one moment.
///
/// Where a row itself says whose it is, it is asked. Where it does not, the rows that were reached are kept in work
/// tables of (tableoid, ctid, generation) in the session that found them: a physical address tells rows apart that
/// have no key, and within a frozen view it does not move.
public final class TenantSet {
    /// How long a chain of foreign keys may be; a longer one is a defect of the data or of ours.
    private static final int GENERATIONS_MAX = 10_000;

    /// The generation of rows that were adopted; what hangs below them is of a later one.
    private static final int ADOPTED = 2 * GENERATIONS_MAX;

    private final Db db;
    private final Territory territory;
    private final TenantId tenant;
    private final KeyValue key;
    private final String prefix;
    private final Straight straight;
    private final Set<TableName> marked = new LinkedHashSet<>();
    private final Map<TableName, Long> counts = new LinkedHashMap<>();
    private final List<Leak> mixed = new ArrayList<>();

    private TenantSet(Db db, Territory territory, TenantId tenant, String prefix, boolean still)
            throws BackstayException {
        this.db = db;
        this.territory = territory;
        this.tenant = tenant;
        this.key = KeyValue.of(tenant, territory.mapping().keys());
        this.prefix = prefix;
        this.straight = new Straight(territory);
        for (TableName table : territory.reached()) {
            if (!still || !straight.contains(table)) {
                marked.add(table);
            }
        }
    }

    /// Finds the rows, in the open transaction, and marks those that do not say whose they are: the set does not move
    /// with what is written afterwards.
    ///
    /// @param prefix names the work tables, so that a session can hold several sets
    public static TenantSet find(Db db, Territory territory, TenantId tenant, String prefix)
            throws SQLException, BackstayException {
        return new TenantSet(db, territory, tenant, prefix, false).fill();
    }

    /// Finds the rows for questions that come before anything is written into them, so that a join finds the same
    /// ones whenever it is asked: tables with one way up get no work table, unless something is adopted into them.
    public static TenantSet findStill(Db db, Territory territory, TenantId tenant, String prefix)
            throws SQLException, BackstayException {
        return new TenantSet(db, territory, tenant, prefix, true).fill();
    }

    private TenantSet fill() throws SQLException {
        prepare();
        expand(1, territory.owned().stream().map(Table::name).collect(Collectors.toSet()));
        removeMixed();
        return this;
    }

    /// What to look at to see how many rows a table has: a work table names each row once, and each is there, because
    /// they were found in this same view.
    private String counted(Table table) {
        return isMarked(table.name()) ? work(table.name()) : rows(table, "t");
    }

    /// Rows per owned table, counted when they are first asked for.
    public Map<TableName, Long> counts() throws SQLException {
        for (Table table : territory.owned()) {
            if (!counts.containsKey(table.name())) {
                counts.put(table.name(), db.number("select count(*) from " + counted(table)));
            }
        }
        return counts;
    }

    /// Whether the tenant has no row in an owned table.
    boolean isEmpty(Table table) throws SQLException {
        return !db.holds("select exists (select from " + counted(table) + ")");
    }

    /// Rows that belong to two tenants at once; they are not in the set.
    public List<Leak> mixed() {
        return mixed;
    }

    /// The work table of a reached table.
    private String work(TableName table) {
        return "pg_temp." + Db.quote(prefix + territory.number(table));
    }

    /// Whether the rows of a table are kept in a work table.
    boolean isMarked(TableName table) {
        return marked.contains(table);
    }

    /// The rows of an owned table as a FROM item, under the alias.
    public String rows(Table table, String alias) {
        if (!territory.isReached(table.name())) {
            return table.from() + " " + alias + " join (select) w on " + isOurs(table.name(), alias);
        }
        if (!isMarked(table.name())) {
            return joined(table, alias);
        }
        return table.from() + " " + alias + " join " + work(table.name()) + " w on " + alias + ".tableoid = w.rel and "
                + alias + ".ctid = w.tid";
    }

    /// The rows of a table with one way up, by a join with their parents.
    private String joined(Table table, String alias) {
        ForeignKey key = straight.key(table.name());
        Table parent = territory.table(key.parent());
        String parents = straight.contains(key.parent()) ? joined(parent, "p") : rows(parent, "p");
        return table.from() + " " + alias + " join (select " + Db.quoteAll("p.", key.parentColumns()) + " from "
                + parents + ") w on " + key.matches(alias, "w");
    }

    /// The condition that a row of an owned table is in the set.
    public String holds(TableName table, String alias) {
        if (!territory.isReached(table)) {
            return isOurs(table, alias);
        }
        if (!isMarked(table)) {
            ForeignKey key = straight.key(table);
            // A name of its own, so that the parent's columns are not taken for those of the row asked about.
            String parent = alias + "_";
            return "exists (select from " + territory.from(key.parent()) + " " + parent + " where "
                    + key.matches(alias, parent) + " and " + holds(key.parent(), parent) + ")";
        }
        return "exists (select from " + work(table) + " h where h.rel = " + alias + ".tableoid and h.tid = " + alias
                + ".ctid)";
    }

    /// The condition that a row of an owned table is this tenant's. It is asked of the row itself where that says
    /// whose it is, so it holds for rows that came after the set was found; elsewhere the set decides.
    public String isOurs(TableName table, String alias) {
        return switch (territory.ownership(table)) {
            case Ownership.Keyed keyed -> "(" + key.names(territory.table(table), keyed, alias) + ") is true";
            case Ownership.Whole _ -> "true";
            case Ownership.Reached _ -> holds(table, alias);
        };
    }

    /// Whose a row of an owned table is, as text; null for nobody's, and for another's where only this tenant's
    /// rows are known.
    public String owner(TableName table, String alias) {
        return switch (territory.ownership(table)) {
            case Ownership.Keyed keyed -> key.owner(territory.table(table), keyed, alias);
            case Ownership.Whole _ -> Db.literal(tenant.value());
            case Ownership.Reached _ ->
                "case when " + holds(table, alias) + " then" + Db.literal(tenant.value()) + " end";
        };
    }

    /// The condition that a row of an owned table may stand behind a reference of this tenant's rows: it is in the
    /// set, or it is one that all tenants share.
    public String maySupport(TableName table, String alias) {
        return territory.sharesKeyless(table) && territory.ownership(table) instanceof Ownership.Keyed keyed
                ? "(" + holds(table, alias) + " or " + keyless(keyed, alias) + ")"
                : holds(table, alias);
    }

    /// The condition that a row of a table that is not owned may stand behind a reference of this tenant's rows: it
    /// belongs to nobody, or it stands in an excluded table and is this tenant's.
    public String maySupportFromOutside(TableName table, String alias) {
        if (territory.isForeign(table)) {
            return "false";
        }
        return switch (territory.strayOwnership(table).orElse(null)) {
            case Ownership.Keyed keyed -> {
                String ours = "(" + key.names(territory.table(table), keyed, alias) + ") is true";
                yield territory.sharesKeyless(table) ? "(" + ours + " or " + keyless(keyed, alias) + ")" : ours;
            }
            case null, default -> "true";
        };
    }

    static String keyless(Ownership.Keyed keyed, String alias) {
        return String.join(
                " and ",
                keyed.columns().names().stream()
                        .map(column -> alias + "." + Db.quote(column) + " is null")
                        .toList());
    }

    /// Forgets the work tables.
    public void drop() throws SQLException {
        for (Table table : territory.owned()) {
            if (isMarked(table.name())) {
                db.run("drop table " + work(table.name()));
            }
        }
    }

    /// Makes the work tables. Rows with one way up are found at once, several processes of the server searching, and
    /// come before the first generation like those that say themselves whose they are.
    private void prepare() throws SQLException {
        for (TableName table : territory.reached()) {
            if (isMarked(table) && straight.contains(table)) {
                markStraight(table);
            } else if (isMarked(table)) {
                db.run("create temp table " + Db.quote(prefix + territory.number(table))
                        + " (rel oid not null, tid tid not null, generation int not null, primary key (rel, tid))"
                        + " on commit drop");
            }
        }
    }

    private void markStraight(TableName table) throws SQLException {
        db.run("create temp table " + Db.quote(prefix + territory.number(table))
                + " on commit drop as select t.tableoid as rel, t.ctid as tid, 0 as generation from "
                + joined(territory.table(table), "t"));
        db.run("alter table " + work(table) + " add primary key (rel, tid)");
        db.run("analyze " + work(table));
    }

    /// Marks the rows of a table that had no work table so far, and of those that hang on it: what is adopted is found
    /// by no join.
    private void markFrom(TableName table) throws SQLException {
        if (marked.add(table)) {
            markStraight(table);
        }
        for (TableName below : territory.reached()) {
            if (straight.contains(below) && straight.key(below).parent().equals(table) && !isMarked(below)) {
                markFrom(below);
            }
        }
    }

    /// Takes rows that hang on nothing any more for this tenant's, and what hangs below them. Whoever says so knows
    /// from elsewhere whose they are.
    ///
    /// @param orphans for each reached table, a query for the (tableoid, ctid) of such rows
    /// @return the tables of which the set has more rows now
    public Set<TableName> adopt(Map<TableName, String> orphans) throws SQLException {
        Set<TableName> grown = new LinkedHashSet<>();
        for (Map.Entry<TableName, String> each : orphans.entrySet()) {
            if (!isMarked(each.getKey())) {
                if (!db.holds("select exists (" + each.getValue() + ")")) {
                    continue;
                }
                markFrom(each.getKey());
            }
            if (db.run("insert into " + work(each.getKey()) + " select o.rel, o.tid, " + ADOPTED + " from ("
                            + each.getValue() + ") o (rel, tid) on conflict do nothing")
                    > 0) {
                grown.add(each.getKey());
            }
        }
        if (!grown.isEmpty()) {
            grown.addAll(expand(ADOPTED + 1, Set.copyOf(grown)));
            removeMixed();
            for (TableName each : grown) {
                db.run("analyze " + work(each));
                counts.remove(each);
            }
        }
        return grown;
    }

    /// The condition that a row is in the set only because it, or what it hangs on, was adopted.
    public String isAdopted(TableName table, String alias) {
        return isMarked(table)
                ? "exists (select from " + work(table) + " h where h.rel = " + alias + ".tableoid and h.tid = " + alias
                        + ".ctid and h.generation >= " + ADOPTED + ")"
                : "false";
    }

    /// @param seeds tables that have rows of the generation before the first
    private Set<TableName> expand(int first, Set<TableName> seeds) throws SQLException {
        List<ForeignKey> keys = territory.inner().stream()
                .filter(each -> territory.isReached(each.child()))
                .filter(each -> first == ADOPTED + 1 || !straight.contains(each.child()))
                .toList();
        Set<TableName> all = new LinkedHashSet<>();
        Set<TableName> parents = keys.isEmpty() ? Set.of() : seeds;
        for (int generation = first; !parents.isEmpty(); generation++) {
            if (generation - first > GENERATIONS_MAX) {
                throw new SQLException("more than " + GENERATIONS_MAX + " generations of rows", "54001");
            }
            Set<TableName> grown = new LinkedHashSet<>();
            for (ForeignKey each : keys) {
                if (parents.contains(each.parent()) && below(each, generation) > 0) {
                    grown.add(each.child());
                }
            }
            for (TableName each : generation == 1 ? territory.reached() : grown) {
                if (generation > 1 || !straight.contains(each)) {
                    db.run("analyze " + work(each));
                }
            }
            parents = grown;
            all.addAll(grown);
        }
        return all;
    }

    /// Takes the rows below those of the generation before. Rows that say themselves whose they are come before the
    /// first.
    private long below(ForeignKey each, int generation) throws SQLException {
        boolean reached = isMarked(each.parent());
        if (!reached && generation > 1) {
            return 0;
        }
        return db.run("insert into " + work(each.child()) + " select c.tableoid, c.ctid, " + generation + " from "
                + rows(territory.table(each.parent()), "p") + " join "
                + territory.table(each.child()).from() + " c on " + each.matches("c", "p")
                + (reached ? " where w.generation = " + (generation - 1) : "") + " on conflict do nothing");
    }

    /// Rows without a tenant key that have one parent in the set and another parent outside it are of two tenants.
    /// Nobody may have them written for him; what hangs below them goes with them.
    private void removeMixed() throws SQLException {
        boolean shrank = true;
        while (shrank) {
            shrank = false;
            for (ForeignKey each : territory.inner()) {
                if (territory.isReached(each.child()) && !straight.contains(each.child())) {
                    shrank |= removeMixed(each);
                }
            }
        }
    }

    private boolean removeMixed(ForeignKey each) throws SQLException {
        Table child = territory.table(each.child());
        Table parent = territory.table(each.parent());
        String from = rows(child, "c") + " join " + parent.from() + " p on " + each.matches("c", "p");
        String outside = " where not " + maySupport(each.parent(), "p");
        long rows = db.number("select count(*) from " + from + outside);
        if (rows == 0) {
            return false;
        }
        String example = db.text("select min(" + shownKey(child, "c") + ") from " + from + outside);
        mixed.add(new Leak(each.child(), each.name(), each.parent(), Leak.Owner.BOTH, rows, example));
        db.run("delete from " + work(each.child()) + " x using " + from + outside
                + " and x.rel = c.tableoid and x.tid = c.ctid");
        return true;
    }

    /// The SQL expression of a row's key as text for a sentence; the mask where it is personal.
    String shownKey(Table table, String alias) {
        return territory.hidesKeys(table) ? Db.literal(TenantMapping.Words.MASK) : key(table, alias);
    }

    /// The SQL expression of a row's key as text; its address where it has none.
    public static String key(Table table, String alias) {
        return table.identity().isEmpty()
                ? alias + ".ctid::text"
                : "concat_ws(', ', " + Db.quoteAll(alias + ".", table.identity()) + ")";
    }
}

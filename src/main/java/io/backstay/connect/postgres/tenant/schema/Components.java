package io.backstay.connect.postgres.tenant.schema;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Tables in the order in which they can be filled: parents first, and tables that need each other together.
///
/// The groups are the strongly connected components of the graph of foreign keys, found by Tarjan's algorithm,
/// which yields a component after everything that it refers to. It keeps its own stack: a long chain of tables must
/// not depend on the depth of the thread's.
public final class Components {
    private final Map<TableName, Set<TableName>> parents = new HashMap<>();
    private final Map<TableName, Integer> index = new HashMap<>();
    private final Map<TableName, Integer> low = new HashMap<>();
    private final Deque<TableName> open = new ArrayDeque<>();
    private final Set<TableName> isOpen = new HashSet<>();
    private final List<List<TableName>> found = new ArrayList<>();

    private record Visit(TableName table, Iterator<TableName> rest) {}

    private Components() {}

    /// The groups, parents first; inside a group by name.
    public static List<List<TableName>> parentsFirst(Collection<TableName> tables, List<ForeignKey> foreignKeys) {
        Components components = new Components();
        tables.forEach(table -> components.parents.put(table, new TreeSet<>()));
        for (ForeignKey key : foreignKeys) {
            if (components.parents.containsKey(key.child()) && components.parents.containsKey(key.parent())) {
                components.parents.get(key.child()).add(key.parent());
            }
        }
        for (TableName table : new TreeSet<>(tables)) {
            if (!components.index.containsKey(table)) {
                components.visit(table);
            }
        }
        return List.copyOf(components.found);
    }

    private void visit(TableName start) {
        Deque<Visit> path = new ArrayDeque<>();
        path.push(enter(start));
        while (!path.isEmpty()) {
            Visit at = path.peek();
            if (at.rest().hasNext()) {
                TableName parent = at.rest().next();
                if (!index.containsKey(parent)) {
                    path.push(enter(parent));
                } else if (isOpen.contains(parent)) {
                    low.merge(at.table(), index.getOrDefault(parent, 0), Math::min);
                }
            } else {
                path.pop();
                leave(at.table());
                if (!path.isEmpty()) {
                    low.merge(path.peek().table(), low.getOrDefault(at.table(), 0), Math::min);
                }
            }
        }
    }

    private Visit enter(TableName table) {
        index.put(table, index.size());
        low.put(table, index.getOrDefault(table, 0));
        open.push(table);
        isOpen.add(table);
        return new Visit(table, parents.getOrDefault(table, Set.of()).iterator());
    }

    private void leave(TableName table) {
        if (!index.getOrDefault(table, 0).equals(low.get(table))) {
            return;
        }
        Set<TableName> component = new TreeSet<>();
        TableName member;
        do {
            member = open.pop();
            isOpen.remove(member);
            component.add(member);
        } while (!member.equals(table));
        found.add(List.copyOf(component));
    }
}

package io.backstay.connect.s3.posture;

import io.backstay.connect.s3.wire.S3Xml;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// A configuration as flat texts: those outside of any rule first, then those of each rule, by their path in it.
///
/// @param root the name of the outermost element
record SettingXml(String root, Map<String, String> outside, List<Map<String, String>> rules) {
    private static final Set<String> GROUPS = Set.of("Rule", "Grant");
    private static final int TEXTS_MAX = 100_000;

    /// Reads a document.
    static SettingXml read(InputStream body) throws XMLStreamException {
        try (S3Xml xml = new S3Xml(body)) {
            Reading reading = new Reading(xml.root());
            while (xml.next() != XMLStreamReader.END_DOCUMENT) {
                reading.take(xml);
            }
            return new SettingXml(reading.root, reading.outside, List.copyOf(reading.rules));
        }
    }

    /// The first rule, empty when there is none.
    Map<String, String> rule() {
        return rules.isEmpty() ? Map.of() : rules.getFirst();
    }

    /// Whether a text of the outside is `true`, as some stores write it in capitals.
    boolean says(String path) {
        return "true".equalsIgnoreCase(outside.get(path));
    }

    private static final class Reading {
        private final String root;
        private final Map<String, String> outside = new HashMap<>();
        private final List<Map<String, String>> rules = new ArrayList<>();
        private final Deque<String> path = new ArrayDeque<>();
        private final StringBuilder text = new StringBuilder();
        private int group = -1;
        private int texts;

        Reading(String root) {
            this.root = root;
        }

        void take(S3Xml xml) throws XMLStreamException {
            if (xml.opensAny()) {
                text.setLength(0);
                if (group < 0 && GROUPS.contains(xml.name())) {
                    group = path.size();
                    rules.add(new HashMap<>());
                }
                path.addLast(xml.name());
            } else if (!path.isEmpty() && xml.closes(path.getLast())) {
                keep();
                path.removeLast();
                if (path.size() == group) {
                    group = -1;
                }
            } else {
                text.append(xml.here());
            }
        }

        private void keep() throws XMLStreamException {
            String said = text.toString().strip();
            text.setLength(0);
            if (said.isEmpty()) {
                return;
            }
            if (++texts > TEXTS_MAX) {
                throw new XMLStreamException("it has more than " + TEXTS_MAX + " texts");
            }
            String where = StreamSupport.stream(path.spliterator(), false)
                    .skip(group + 1L)
                    .collect(Collectors.joining("."));
            (group < 0 ? outside : rules.getLast()).merge(where, said, (first, more) -> first + "," + more);
        }
    }
}

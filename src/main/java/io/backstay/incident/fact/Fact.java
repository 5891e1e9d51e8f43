package io.backstay.incident.fact;

/// One fact of a case as a report says it. It is computed from the case and the record, and locked: prose refers to it
/// by its id, so that the words around it can be edited and the fact cannot.
///
/// @param id     such as `rows-restored`; small letters, digits and hyphens, at most [#ID_MAX]
/// @param words  how it reads in a sentence, such as `412 invoices`; one line
/// @param source where it comes from, such as `audit record 18,431` or `proof of plan 9c41…e07b`
public record Fact(String id, String words, String source) {
    /// The longest id, in characters.
    public static final int ID_MAX = 64;

    public Fact {
        if (!Prose.isId(id)) {
            throw new IllegalArgumentException("not the id of a fact: " + id);
        }
    }
}

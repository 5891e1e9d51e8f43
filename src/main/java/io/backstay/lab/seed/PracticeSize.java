package io.backstay.lab.seed;

/// How much data the practice product holds.
public enum PracticeSize {
    /// Seeded in seconds; about 24 MB in the database.
    SMALL(6, 300, 15),
    /// About 200 MB in the database.
    LARGE(10, 3000, 40);

    private final int firms;
    private final int clientsPerFirm;
    private final int documentsPerFirm;

    PracticeSize(int firms, int clientsPerFirm, int documentsPerFirm) {
        this.firms = firms;
        this.clientsPerFirm = clientsPerFirm;
        this.documentsPerFirm = documentsPerFirm;
    }

    /// How many firms share the tables.
    public int firms() {
        return firms;
    }

    /// How many clients each firm has when it is seeded.
    public int clientsPerFirm() {
        return clientsPerFirm;
    }

    /// How many documents with bytes each firm has when it is seeded.
    public int documentsPerFirm() {
        return documentsPerFirm;
    }
}

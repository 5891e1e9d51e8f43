package io.backstay.connect.aws.rds;

import io.backstay.connect.aws.api.XmlElement;
import java.util.List;
import java.util.Objects;

/// Where automated backups are copied to.
final class Replicas {
    private Replicas() {}

    /// ARNs of the copies.
    static List<String> ofBackups(XmlElement found) {
        return found.list("DBInstanceAutomatedBackupsReplications").stream()
                .map(each -> each.optional("DBInstanceAutomatedBackupsArn"))
                .filter(Objects::nonNull)
                .toList();
    }
}

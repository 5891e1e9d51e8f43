/// RDS and Aurora: instances, clusters, snapshots, restorable windows and who may see them.
@NullMarked
package io.backstay.connect.aws.rds;

import org.jspecify.annotations.NullMarked;

/// AWS Backup: vaults with their locks, recovery points, and the assets of other services that they protect.
@NullMarked
package io.backstay.connect.aws.backup;

import org.jspecify.annotations.NullMarked;

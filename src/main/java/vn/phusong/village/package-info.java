/** Places and promises: the dated tree of areas, villages, measurement points, devices, operators, targets. */
@NullMarked
@CheckReturnValue
package vn.phusong.village;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

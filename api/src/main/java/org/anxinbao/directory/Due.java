package org.anxinbao.directory;

import java.time.LocalDate;

/**
 * The last day of a limit.
 *
 * @param provisional the official calendar of a year it touches is not loaded yet
 */
public record Due(LocalDate date, boolean provisional) {}

package org.anxinbao.casework;

/** A substantiated hazard's grade: 一般事故隐患 or 重大事故隐患. */
public enum Grade {
  GENERAL,
  MAJOR
}

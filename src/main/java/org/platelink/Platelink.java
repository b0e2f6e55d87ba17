package org.platelink;
public class Platelink { public static void main(String[] a) {} }

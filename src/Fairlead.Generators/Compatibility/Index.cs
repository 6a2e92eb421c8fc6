namespace System;

/// <summary>Lets list patterns be compiled for .NET Standard 2.0, which lacks this type.</summary>
internal readonly struct Index(int value, bool fromEnd = false)
{
    public int GetOffset(int length) => fromEnd ? length - value : value;
}

using System.Collections.Immutable;

namespace Fairlead.Components;

/// <summary>
/// The components of a server. May be changed at any time, also while the server runs: a request in flight goes on with what
/// it began with.
/// </summary>
public sealed class ComponentSet
{
    private readonly Lock _lock = new();
    private readonly List<Component> _components = [];
    private readonly HashSet<ComponentKey> _keys = [];
    private Action<ImmutableArray<Component>>? _changed;

    /// <summary>The components in the order in which they were added.</summary>
    public ImmutableArray<Component> Snapshot
    {
        get
        {
            lock (_lock) return [.. _components];
        }
    }

    /// <summary>Adds a component.</summary>
    /// <param name="component">The component.</param>
    /// <returns>The component, to be removed later.</returns>
    /// <exception cref="ArgumentException">Its name is not valid, or a component of this kind, name and version exists.</exception>
    public TComponent Add<TComponent>(TComponent component) where TComponent : Component
    {
        AddRange(component);
        return component;
    }

    /// <summary>Adds several components at once: clients see all of them or none.</summary>
    /// <param name="components">The components.</param>
    /// <exception cref="ArgumentException">A name is not valid, or a component of its kind, name and version exists.</exception>
    public void AddRange(params IEnumerable<Component> components)
    {
        ArgumentNullException.ThrowIfNull(components);
        lock (_lock)
        {
            var before = _components.Count;
            try
            {
                foreach (var component in components) AddOne(component);
                _changed?.Invoke([.. _components]);
            }
            catch
            {
                foreach (var component in _components.Skip(before)) _keys.Remove(ComponentKey.Of(component));
                _components.RemoveRange(before, _components.Count - before);
                throw;
            }
        }
    }

    /// <summary>Removes a component.</summary>
    /// <param name="component">The component, as <see cref="Add"/> returned it.</param>
    /// <returns>Whether it was there.</returns>
    public bool Remove(Component component)
    {
        ArgumentNullException.ThrowIfNull(component);
        lock (_lock)
        {
            if (!_components.Remove(component)) return false;
            _keys.Remove(ComponentKey.Of(component));
            _changed?.Invoke([.. _components]);
            return true;
        }
    }

    /// <summary>
    /// Hands over the components now and after every change, one at a time. What the observer throws undoes the change that it
    /// was told of.
    /// </summary>
    internal void Observe(Action<ImmutableArray<Component>> observer)
    {
        lock (_lock)
        {
            observer([.. _components]);
            _changed += observer;
        }
    }

    /// <summary>Ends <see cref="Observe"/>.</summary>
    internal void Forget(Action<ImmutableArray<Component>> observer)
    {
        lock (_lock) _changed -= observer;
    }

    private void AddOne(Component component)
    {
        ArgumentNullException.ThrowIfNull(component);
        ComponentRules.Check(component);
        if (!_keys.Add(ComponentKey.Of(component)))
        {
            throw new ArgumentException($"{component} is there already. Give one of the two another name or another version.");
        }

        _components.Add(component);
    }
}
